import { err, ok, type Result } from '../../base/result.ts';
import { frameRootPath, leafHash, rootFromPath, shardPath } from '../merkle.ts';
import { shardOf } from './frame.ts';
import { frameRowOf } from './read-frame.ts';

/** Proves by the root alone that one line is in a frame: the path inside the shard, then the 8 hashes above it. */
export interface InclusionProof {
  readonly id: string;
  readonly line: string;
  readonly shard: number;
  readonly shardSize: number;
  readonly index: number;
  readonly path: readonly string[];
}

const hashesAboveShard = 8;

export type InclusionFault =
  | { readonly kind: 'line-of-another-id' }
  | { readonly kind: 'wrong-shard'; readonly expected: number }
  | { readonly kind: 'malformed-path' }
  | { readonly kind: 'another-root'; readonly root: string };

/** Needs the lines of the id's own shard (see `shardOf`) and the 256 shard roots, not the whole frame. */
export function proveInclusion(
  id: string,
  lines: readonly string[],
  shardRoots: readonly string[],
): Result<InclusionProof, { readonly kind: 'not-in-frame'; readonly id: string }> {
  const index = lines.findIndex((line) => frameRowOf(line)?.id === id);
  const line = lines[index];
  if (line === undefined) return err({ kind: 'not-in-frame', id });
  const shard = shardOf(id);
  const path = [...shardPath(lines, index), ...frameRootPath(shardRoots, shard)];
  return ok({ id, line, shard, shardSize: lines.length, index, path });
}

/** Checks a proof against a published frame root; needs nothing else. */
export function verifyInclusion(proof: InclusionProof, root: string): Result<true, InclusionFault> {
  if (frameRowOf(proof.line)?.id !== proof.id) return err({ kind: 'line-of-another-id' });
  const shard = shardOf(proof.id);
  if (proof.shard !== shard) return err({ kind: 'wrong-shard', expected: shard });
  const split = proof.path.length - hashesAboveShard;
  if (split < 0) return err({ kind: 'malformed-path' });

  const inShard = rootFromPath(leafHash(proof.line), proof.index, proof.shardSize, proof.path.slice(0, split));
  if (inShard === undefined) return err({ kind: 'malformed-path' });
  const reached = rootFromPath(inShard, shard, 2 ** hashesAboveShard, proof.path.slice(split));
  if (reached === undefined) return err({ kind: 'malformed-path' });
  return reached === root ? ok(true) : err({ kind: 'another-root', root: reached });
}
