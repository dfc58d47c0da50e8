import { err, ok, type Result } from '../base/result.ts';
import { type DuplicateId, type FrameRow, type StratumSize, shardLines, shardOf, strataCounter } from './frame.ts';
import { frameRoot, shardCount, shardRoot } from './merkle.ts';
import type { FrameFacts } from './read-frame.ts';
import { compareUtf8 } from './text.ts';

/** The facts about one of its 256 shards that a frame needs. */
export interface ShardFacts {
  readonly shard: number;
  readonly root: string;
  readonly size: number;
  readonly strata: readonly StratumSize[];
}

export interface BuiltShard extends ShardFacts {
  /** In the order of the frame file. */
  readonly lines: readonly string[];
}

/** A row whose id belongs to another shard would stand in two shards, or in one where nobody looks. */
export interface ForeignRow {
  readonly kind: 'row-of-another-shard';
  readonly id: string;
}

/** Shards that are missing or duplicated: a frame needs all 256, each once. */
export interface ShardsIncomplete {
  readonly kind: 'shards-incomplete';
  readonly missing: readonly number[];
  readonly repeated: readonly number[];
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

/** The frame's facts from its 256 shards, given in any order. */
export function joinShards(shards: readonly ShardFacts[]): Result<FrameFacts, ShardsIncomplete> {
  const incomplete = shardsIncomplete(shards.map(({ shard }) => shard));
  if (incomplete) return err(incomplete);
  const shardRoots = shards.toSorted((a, b) => a.shard - b.shard).map(({ root }) => root);
  const size = shards.reduce((sum, shard) => sum + shard.size, 0);
  return ok({ root: frameRoot(shardRoots), size, strata: strataSums(shards), shardRoots });
}

export function shardsIncomplete(given: readonly number[]): ShardsIncomplete | undefined {
  const times = new Map<number, number>();
  for (const shard of given) times.set(shard, (times.get(shard) ?? 0) + 1);
  const missing = Array.from({ length: shardCount }, (_, shard) => shard).filter((shard) => !times.has(shard));
  const repeated = [...times].filter(([, count]) => count > 1).map(([shard]) => shard);
  return missing.length + repeated.length > 0 ? { kind: 'shards-incomplete', missing, repeated } : undefined;
}

function strataSums(shards: readonly ShardFacts[]): readonly StratumSize[] {
  const sums = new Map<string, number>();
  for (const { stratum, size } of shards.flatMap(({ strata }) => strata)) {
    sums.set(stratum, (sums.get(stratum) ?? 0) + size);
  }
  return [...sums].map(([stratum, size]) => ({ stratum, size })).sort((a, b) => compareUtf8(a.stratum, b.stratum));
}
