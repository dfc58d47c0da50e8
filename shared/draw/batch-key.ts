import { keyedHash } from './keyed-hash.ts';
import { drawSpec } from './manifest.ts';
import { sha256 } from './sha256.ts';
import { lf } from './text.ts';

/** The lists of people; every other list is a frame and named by its id. */
export type PeopleKind = 'inspectors' | 'experts';

/** What one batch's key opens: whoever holds it knows every row's name. */
export interface BatchKey {
  /** What stands for the key in public. */
  readonly commitment: string;
  /** Of list and teams; public with the list. */
  readonly listSalt: string;
  readonly previousSalt: string;
  /** The salts of one list's rows, by id; `list` is the frame's id, or the kind of people. */
  saltsOf(list: string): (id: string) => string;
  /** What stands for an object where order and teams are drawn. */
  visitName(id: string): string;
  /** Of the k-th reserve, counted from 1. */
  turnSalt(turn: number): string;
}

/** `key`: 32 random bytes as 64 lowercase hex characters; anything else is a bug of the caller and thrown. */
export function batchKey(key: string): BatchKey {
  const keyed = keyedHash(key);
  return {
    commitment: keyCommitment(key),
    listSalt: keyed('list'),
    previousSalt: keyed('previous'),
    saltsOf(list) {
      if (list.includes(lf)) throw new TypeError('the name of a list is one line');
      const prefix = `row\n${list}\n`;
      return (id) => keyed(prefix + id);
    },
    visitName: (id) => keyed(`visit\n${id}`),
    turnSalt: (turn) => keyed(`turn\n${turn}`),
  };
}

/** `H("suiji-draw/2" LF "key" LF hex(K))`. */
export const keyCommitment = (key: string): string => sha256([drawSpec, 'key', key].join(lf));
