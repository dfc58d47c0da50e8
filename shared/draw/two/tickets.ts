import { hashBehind } from '../hash-behind.ts';
import { compress, stateAfterBlock } from '../one-block.ts';
import { sha256 } from '../sha256.ts';
import { isSha256Hex, lf } from '../text.ts';
import { drawSpec } from './manifest.ts';

/** The number everything else follows from: fixed by the manifest and by randomness that came after it. */
export function drawSeed(manifestDigest: string, randomness: string): string {
  if (!isSha256Hex(manifestDigest)) throw new TypeError('a manifest digest is 64 lowercase hex characters');
  if (!isSha256Hex(randomness)) throw new TypeError('a randomness is 64 lowercase hex characters');
  return sha256([drawSpec, manifestDigest, randomness].join(lf));
}

/** The same as `printf '%s\nobject\n%s' SEED ROW | sha256sum`. */
export const objectTicket = (seed: string, row: string): string => sha256(`${seed}\nobject\n${row}`);

/** What puts the visits in order; stays with the key, as the names of visits do. */
export const visitTicket = (seed: string, visitName: string): string => sha256(`${seed}\nvisit\n${visitName}`);

/** Of no visit: with an empty visit name. */
export const teamTicket = (seed: string, visitName: string, row: string): string =>
  sha256(`${seed}\nteam\n${visitName}\n${row}`);

/** Team tickets of one visit, for many people. */
export const teamTickets = (seed: string, visitName: string): ((row: string) => string) =>
  hashBehind(encoder.encode(`${seed}\nteam\n${visitName}\n`));

const encoder = new TextEncoder();
const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): DataView =>
  new DataView(buffer, byteOffset, byteLength);

/** 56 of a row's 64 characters fill the second block of a ticket's message; the rest stands in the third. */
const inSecondBlock = 56;
const messageBits = 8 * (64 + 8 + 64);

/**
 * The first 32 bits of the object tickets of one seed, for many rows. The seed is exactly one block of SHA-256, whose
 * state is made once; `\nobject\n` and a row are laid out in two more that are the same but for the row. A head tells who
 * cannot be among the smallest; whoever is gets the ticket from `objectTicket`. A row must be 64 ASCII characters.
 */
export function objectHeads(seed: string): (row: string) => number {
  if (!isSha256Hex(seed)) throw new TypeError('a seed is 64 lowercase hex characters');
  const state = stateAfterBlock(viewOf(encoder.encode(seed)));
  const [second, third] = [new Uint8Array(64), new Uint8Array(64)];
  second.set(encoder.encode('\nobject\n'));
  third[64 - inSecondBlock] = 0x80;
  const [middle, last] = [viewOf(second), viewOf(third)];
  last.setUint32(60, messageBits);
  const [between, end] = [new DataView(new ArrayBuffer(32)), new DataView(new ArrayBuffer(32))];
  return (row) => {
    for (let index = 0; index < inSecondBlock; index += 4) middle.setInt32(8 + index, fourFrom(row, index));
    last.setInt32(0, fourFrom(row, inSecondBlock));
    last.setInt32(4, fourFrom(row, inSecondBlock + 4));
    compress(state, middle, between);
    return compress(between, last, end);
  };
}

/** Four ASCII characters as SHA-256 reads them. */
const fourFrom = (text: string, index: number): number =>
  (text.charCodeAt(index) << 24) |
  (text.charCodeAt(index + 1) << 16) |
  (text.charCodeAt(index + 2) << 8) |
  text.charCodeAt(index + 3);
