import { err, ok, type Result } from '../base/result.ts';
import { frameRoot, shardCount } from './merkle.ts';
import { type StratumSize, strataSums } from './strata.ts';

/** The facts about one of its 256 shards that a frame needs. */
export interface ShardFacts {
  readonly shard: number;
  readonly root: string;
  readonly size: number;
  readonly strata: readonly StratumSize[];
}

export interface FrameFacts {
  readonly root: string;
  readonly size: number;
  readonly strata: readonly StratumSize[];
  /** The root of each of the 256 shards, in order. */
  readonly shardRoots: readonly string[];
}

/** Shards that are missing or duplicated: a frame needs all 256, each once. */
export interface ShardsIncomplete {
  readonly kind: 'shards-incomplete';
  readonly missing: readonly number[];
  readonly repeated: readonly number[];
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
