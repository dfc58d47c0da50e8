import { err, ok, type Result } from '../base/result.ts';
import { listRowOf } from './lines.ts';
import { frameRootPath, leafHash, rootFromPath, shardPath } from './merkle.ts';
import { isRowName, shardOf } from './row.ts';

/** Shows that one line stands in a list, by its root alone: the path inside the shard, then the 8 hashes above it. */
export interface InclusionProof {
  readonly row: string;
  readonly line: string;
  readonly shard: number;
  readonly shardSize: number;
  readonly index: number;
  readonly path: readonly string[];
}

const hashesAboveShard = 8;

export type InclusionFault =
  | { readonly kind: 'line-of-another-row' }
  | { readonly kind: 'wrong-shard'; readonly expected: number }
  | { readonly kind: 'malformed-path' }
  | { readonly kind: 'another-root'; readonly root: string };

/** Needs the lines of the row's own shard and the 256 shard roots, not the whole list. */
export function proveInclusion(
  row: string,
  lines: readonly string[],
  shardRoots: readonly string[],
): Result<InclusionProof, { readonly kind: 'not-in-list'; readonly row: string }> {
  const index = isRowName(row) ? lines.findIndex((line) => listRowOf(line)?.row === row) : -1;
  const line = lines[index];
  if (line === undefined) return err({ kind: 'not-in-list', row });
  const shard = shardOf(row);
  const path = [...shardPath(lines, index), ...frameRootPath(shardRoots, shard)];
  return ok({ row, line, shard, shardSize: lines.length, index, path });
}

/** Checks a proof against a published root; needs neither the list nor anything else. */
export function verifyInclusion(proof: InclusionProof, root: string): Result<true, InclusionFault> {
  if (listRowOf(proof.line)?.row !== proof.row) return err({ kind: 'line-of-another-row' });
  const shard = shardOf(proof.row);
  if (proof.shard !== shard) return err({ kind: 'wrong-shard', expected: shard });
  const split = proof.path.length - hashesAboveShard;
  if (split < 0) return err({ kind: 'malformed-path' });
  const inShard = rootFromPath(leafHash(proof.line), proof.index, proof.shardSize, proof.path.slice(0, split));
  if (inShard === undefined) return err({ kind: 'malformed-path' });
  const reached = rootFromPath(inShard, shard, 2 ** hashesAboveShard, proof.path.slice(split));
  if (reached === undefined) return err({ kind: 'malformed-path' });
  return reached === root ? ok(true) : err({ kind: 'another-root', root: reached });
}
