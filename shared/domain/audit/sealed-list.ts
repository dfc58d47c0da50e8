import * as z from 'zod';
import { Sha256Hex } from '../../base/primitives.ts';
import { shardRoot, treeRoot } from '../../draw/merkle.ts';

/** One thing that was written, by its name (`rowName`, `documentName`), and the digest of what was written. */
export type Entry = readonly [name: string, digest: string];

/** A list of entries by the root of its Merkle tree (RFC 9162 §2.1.1): whoever has the root can check every entry. */
export const SealedList = z.strictObject({ root: Sha256Hex, size: z.int().min(0) });
export type SealedList = z.infer<typeof SealedList>;

/** Leaves of one block: a power of two, so that the root of a block is a node of the tree over all leaves. */
export const blockSize = 1024;

export interface ListBlock {
  /** The first name in the block; the names of the list are in order. */
  readonly first: string;
  readonly root: string;
}

/** A leaf of the tree: the name and the digest, with a space between them. */
export const leafOf = ([name, digest]: Entry): string => `${name} ${digest}`;

export const blockRoot = (entries: readonly Entry[]): string => shardRoot(entries.map(leafOf));

export const listRoot = (blocks: readonly Pick<ListBlock, 'root'>[]): string =>
  treeRoot(blocks.map(({ root }) => root));

/** The entries in order, each name once (the later one counts), cut into blocks; and the list that they make. */
export function sealList(entries: Iterable<Entry>): {
  readonly list: SealedList;
  readonly blocks: readonly (ListBlock & { readonly entries: readonly Entry[] })[];
} {
  const sorted = [...new Map(entries)].sort(([a], [b]) => (a < b ? -1 : 1));
  const count = Math.ceil(sorted.length / blockSize);
  const blocks = Array.from({ length: count }, (_, index) => {
    const own = sorted.slice(index * blockSize, (index + 1) * blockSize);
    return { first: own[0]?.[0] ?? '', root: blockRoot(own), entries: own };
  });
  return { list: { root: listRoot(blocks), size: sorted.length }, blocks };
}
