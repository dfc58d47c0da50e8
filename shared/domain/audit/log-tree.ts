import { emptyShardRoot, leafHash, nodeHash, treeRoot } from '../../draw/merkle.ts';

/** A Merkle tree that only grows (RFC 9162 §2.1): how many leaves it has, and its complete subtrees, the largest first. */
export interface LogTree {
  readonly size: number;
  readonly peaks: readonly string[];
}

export const emptyLog: LogTree = { size: 0, peaks: [] };

/** The tree hash of RFC 9162 §2.1.1. */
export const logRoot = ({ peaks }: LogTree): string =>
  peaks.length === 0 ? emptyShardRoot : peaks.reduceRight((right, left) => nodeHash(left, right));

/** The tree with further leaves. */
export function grown({ size, peaks }: LogTree, leaves: Iterable<string>): LogTree {
  const stack = peakSizes(size).map((own, index) => ({ size: own, hash: peaks[index] ?? '' }));
  let total = size;
  for (const leaf of leaves) {
    let subtree = { size: 1, hash: leafHash(leaf) };
    for (let last = stack.at(-1); last?.size === subtree.size; last = stack.at(-1)) {
      stack.pop();
      subtree = { size: last.size * 2, hash: nodeHash(last.hash, subtree.hash) };
    }
    stack.push(subtree);
    total += 1;
  }
  return { size: total, peaks: stack.map(({ hash }) => hash) };
}

/**
 * The consistency proof of RFC 9162 §2.1.4.1 between a tree and the same with further leaves. Of the old leaves it needs
 * only whole subtrees, which the old tree remembers.
 */
export function consistencyProof(before: LogTree, leaves: readonly string[]): readonly string[] {
  const { size: old } = before;
  const hashes = leaves.map(leafHash);
  const peakAt = new Map<string, string>();
  let from = 0;
  for (const [index, size] of peakSizes(old).entries()) {
    peakAt.set(`${from} ${size}`, before.peaks[index] ?? '');
    from += size;
  }
  const subtree = (start: number, size: number): string => {
    if (start >= old) return treeRoot(hashes.slice(start - old, start - old + size));
    const peak = peakAt.get(`${start} ${size}`);
    if (peak === undefined) throw new Error(`${size} leaves from ${start} are no subtree of ${old}`);
    return peak;
  };
  /** SUBPROOF(m, D[start : start + size], whole). */
  const proof = (m: number, start: number, size: number, whole: boolean): string[] => {
    if (m === size) return whole ? [] : [subtree(start, size)];
    const split = largestPowerBelow(size);
    return m <= split
      ? [...proof(m, start, split, whole), subtree(start + split, size - split)]
      : [...proof(m - split, start + split, size - split, false), subtree(start, split)];
  };
  return old === 0 || leaves.length === 0 ? [] : proof(old, 0, old + leaves.length, true);
}

export interface LogSize {
  readonly size: number;
  readonly root: string;
}

/** Whether a proof shows that the later tree begins with all leaves of the earlier one (RFC 9162 §2.1.4.2). */
export function isConsistent(earlier: LogSize, later: LogSize, proof: readonly string[]): boolean {
  if (earlier.size > later.size) return false;
  if (earlier.size === later.size) return proof.length === 0 && earlier.root === later.root;
  if (earlier.size === 0) return proof.length === 0 && earlier.root === emptyShardRoot;
  const isPower = peakSizes(earlier.size).length === 1;
  const [first, ...path] = isPower ? [earlier.root, ...proof] : proof;
  if (first === undefined) return false;
  let node = earlier.size - 1;
  let last = later.size - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  let old = first;
  let now = first;
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      old = nodeHash(sibling, old);
      now = nodeHash(sibling, now);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else now = nodeHash(now, sibling);
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && old === earlier.root && now === later.root;
}

/** The sizes of the complete subtrees of a tree: the powers of two in its size, the largest first. */
function peakSizes(size: number): readonly number[] {
  const sizes: number[] = [];
  for (let left = size; left > 0; ) {
    let power = 1;
    while (power * 2 <= left) power *= 2;
    sizes.push(power);
    left -= power;
  }
  return sizes;
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
