import { err, ok, type Result } from '../base/result.ts';
import type { BatchKey } from './batch-key.ts';
import { type FrameObject, type FrameRefusal, frameRows } from './frame-rows.ts';
import { joinShards, type ShardsIncomplete } from './join-shards.ts';
import type { BookRow } from './lines.ts';
import type { FramePart, ManifestFrame } from './manifest.ts';
import { type MergedShard, type MergeRefusal, mergeRows, type ShardSummary } from './merge-shard.ts';
import { shardCount } from './merkle.ts';
import { shardOf } from './row.ts';
import type { Stratification } from './strata-rules.ts';

export interface FrameRequest {
  readonly frame: string;
  readonly parts: readonly Omit<FramePart, 'size'>[];
  readonly strata: Stratification;
}

export interface FrozenFrame {
  readonly manifest: ManifestFrame;
  /** The root of each of the 256 shards, in order. */
  readonly shardRoots: readonly string[];
  /** The 256 shards in order; the list file, and the book, are their lines with an LF behind each. */
  readonly shards: readonly Pick<MergedShard, 'lines' | 'book'>[];
}

/** Freezes a frame in one pass from its objects in any order, on which nothing of it depends. */
export function freezeFrame(
  key: Pick<BatchKey, 'saltsOf'>,
  { frame, parts, strata }: FrameRequest,
  objects: Iterable<FrameObject>,
): Result<FrozenFrame, FrameRefusal | MergeRefusal | ShardsIncomplete> {
  const rows = frameRows({ key, frame, parts: parts.length, strata }, objects);
  if (!rows.ok) return rows;
  const byShard: BookRow[][] = Array.from({ length: shardCount }, () => []);
  for (const book of rows.value) byShard[shardOf(book.row)]?.push(book);
  const shards: MergedShard[] = [];
  for (const [shard, own] of byShard.entries()) {
    const merged = mergeRows(shard, parts.length, own);
    if (!merged.ok) return merged;
    shards.push(merged.value);
  }
  const reduced = reduceFrame(
    { frame, parts, strata },
    shards.map(({ summary }) => summary),
  );
  return reduced.ok ? ok({ ...reduced.value, shards }) : reduced;
}

/** What the manifest says of a frame, from the summaries of its 256 shards in any order. */
export function reduceFrame(
  { frame, parts, strata }: FrameRequest,
  summaries: readonly ShardSummary[],
): Result<Omit<FrozenFrame, 'shards'>, ShardsIncomplete> {
  const joined = joinShards(summaries);
  if (!joined.ok) return err(joined.error);
  const { root, size, strata: sizes, shardRoots } = joined.value;
  const sized = parts.map(({ department, items }, index) => ({
    department,
    items,
    size: summaries.reduce((sum, summary) => sum + (summary.parts[index] ?? 0), 0),
  }));
  return ok({ manifest: { frame, parts: sized, root, size, strata: strata.quotas(sizes) }, shardRoots });
}
