import { sha256, sha256OfBytes } from './sha256.ts';
import { writeHex } from './text.ts';

/** The number of shards of a frame: one per value of a byte. */
export const shardCount = 256;

/** The tree hash of a shard without lines (RFC 9162 §2.1.1). */
export const emptyShardRoot = sha256('');

export const leafHash = (line: string): string => sha256(`\0${line}`);

export function nodeHash(left: string, right: string): string {
  const bytes = new Uint8Array(65);
  bytes[0] = 1;
  writeHex(left, bytes, 1);
  writeHex(right, bytes, 33);
  return sha256OfBytes(bytes);
}

/** The Merkle tree hash of RFC 9162 §2.1.1 over a shard's lines in order; memory holds log2(lines) hashes. */
export function shardRoot(lines: Iterable<string>): string {
  const tree = shardTree();
  for (const line of lines) tree.add(line);
  return tree.root();
}

/** A shard's tree as it grows: the roots of its complete subtrees, largest first. */
export function shardTree() {
  const subtrees: { readonly hash: string; readonly size: number }[] = [];
  return {
    add(line: string): void {
      let subtree = { hash: leafHash(line), size: 1 };
      for (let last = subtrees.at(-1); last?.size === subtree.size; last = subtrees.at(-1)) {
        subtrees.pop();
        subtree = { hash: nodeHash(last.hash, subtree.hash), size: last.size * 2 };
      }
      subtrees.push(subtree);
    },
    root: (): string =>
      subtrees.length === 0
        ? emptyShardRoot
        : subtrees.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right)),
  };
}

/** The root of the complete binary tree over the 256 shard roots in order. */
export function frameRoot(shardRoots: readonly string[]): string {
  if (shardRoots.length !== shardCount)
    throw new RangeError(`a frame has ${shardCount} shards, not ${shardRoots.length}`);
  const root = levelsAbove(shardRoots).at(-1)?.[0];
  if (root === undefined) throw new RangeError('a frame without shards has no root');
  return root;
}

/** The 8 sibling hashes on the path from one shard's root to the frame's root. */
export const frameRootPath = (shardRoots: readonly string[], shard: number): readonly string[] =>
  levelsAbove(shardRoots)
    .slice(0, -1)
    .map((level, height) => hashAt(level, (shard >> height) ^ 1));

/** The same for each of the 256 shards; every hash is computed once. */
export function frameRootPaths(shardRoots: readonly string[]): readonly (readonly string[])[] {
  const levels = levelsAbove(shardRoots).slice(0, -1);
  return shardRoots.map((_, shard) => levels.map((level, height) => hashAt(level, (shard >> height) ^ 1)));
}

/** The audit path of RFC 9162 §2.1.3 for the line at `index`, from the leaf upwards. */
export const shardPath = (lines: readonly string[], index: number): readonly string[] =>
  treePath(lines.map(leafHash), index);

/**
 * The same over hashes of leaves, or of blocks of leaves. Blocks of one power of two, of which only the last may be
 * shorter, are subtrees of the tree over all leaves; this is the path from one of them to the root.
 */
export function treePath(hashes: readonly string[], index: number): readonly string[] {
  if (hashes.length <= 1) return [];
  const split = largestPowerOfTwoBelow(hashes.length);
  const [left, right] = [hashes.slice(0, split), hashes.slice(split)];
  return index < split
    ? [...treePath(left, index), treeRoot(right)]
    : [...treePath(right, index - split), treeRoot(left)];
}

export function treeRoot(hashes: readonly string[]): string {
  const [only] = hashes;
  if (only === undefined || hashes.length === 1) return only ?? emptyShardRoot;
  const split = largestPowerOfTwoBelow(hashes.length);
  return nodeHash(treeRoot(hashes.slice(0, split)), treeRoot(hashes.slice(split)));
}

/**
 * The root that a leaf and its audit path lead to, for a tree of `size` leaves (RFC 9162 §2.1.3.2);
 * undefined when the path has the wrong length for that place.
 */
export function rootFromPath(leaf: string, index: number, size: number, path: readonly string[]): string | undefined {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return undefined;
  let place = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash);
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : undefined;
}

function levelsAbove(hashes: readonly string[]): readonly (readonly string[])[] {
  const levels = [hashes];
  for (let level = hashes; level.length > 1; levels.push(level)) {
    const below = level;
    level = Array.from({ length: below.length / 2 }, (_, pair) =>
      nodeHash(hashAt(below, 2 * pair), hashAt(below, 2 * pair + 1)),
    );
  }
  return levels;
}

function hashAt(level: readonly string[], index: number): string {
  const hash = level[index];
  if (hash === undefined) throw new RangeError(`no hash at ${index} of ${level.length}`);
  return hash;
}

function largestPowerOfTwoBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
