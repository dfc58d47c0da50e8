import { err, ok, type Result } from '../../base/result.ts';
import type { ShardFacts } from '../join-shards.ts';
import { shardRoot } from '../merkle.ts';
import { strataCounter } from '../strata.ts';
import { type DuplicateId, type FrameRow, shardLines, shardOf } from './frame.ts';

export interface BuiltShard extends ShardFacts {
  /** In the order of the frame file. */
  readonly lines: readonly string[];
}

/** A row whose id belongs to another shard would stand in two shards, or in one where nobody looks. */
export interface ForeignRow {
  readonly kind: 'row-of-another-shard';
  readonly id: string;
}

/** One shard of a frame from its rows in any order; byte-identical to the same shard of `buildFrame`. */
export function buildShard(shard: number, rows: readonly FrameRow[]): Result<BuiltShard, DuplicateId | ForeignRow> {
  const foreign = rows.find(({ id }) => shardOf(id) !== shard);
  if (foreign) return err({ kind: 'row-of-another-shard', id: foreign.id });
  const lines = shardLines(rows);
  if (!lines.ok) return lines;
  const strata = strataCounter();
  for (const row of rows) strata.count(row);
  return ok({
    shard,
    root: shardRoot(lines.value),
    size: rows.length,
    strata: strata.sizes(),
    lines: lines.value,
  });
}
