import * as z from 'zod';
import { PlainId, Sha256Hex } from '../../base/primitives.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { mergeShard as mergeRanges } from '../../draw/merge-shard.ts';
import { readArtifact, textOf, writeLines, writeSealed } from '../draw/draw-files.ts';
import { everyShard, shardFiles } from '../draw/shard-files.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';
import { readFreezingRules } from './freezing-rules.ts';
import { type HandedShard, handedShard } from './handed-shard.ts';

interface MergeDeps {
  readonly records: Records;
  readonly blobs: Blobs;
}

/** One shard of every frame of a batch, by row; its lines and those of its book are in files named by the roots. */
const MergedShard = z.strictObject({
  shard: z.int(),
  frames: z.array(
    z.strictObject({
      frame: PlainId,
      root: Sha256Hex,
      size: z.int(),
      strata: z.array(z.strictObject({ stratum: z.string(), size: z.int() })),
      parts: z.array(z.int()),
    }),
  ),
});
export type MergedShard = z.infer<typeof MergedShard>;

/** Ranges read at a time: 64 tasks together stay about at what the store answers under one prefix. */
const rangesAtOnce = 2;

/** Merges one shard of every frame of a batch from what the 256 shards of the registry have left for it; a second run finds it done. */
export async function mergeShard(
  deps: MergeDeps,
  { batchId, shard }: { readonly batchId: string; readonly shard: number },
): Promise<MergedShard | undefined> {
  const batch = await deps.records.find('batch', batchId);
  if (!batch) throw new Error(`there is no batch ${batchId}`);
  if (batch.value.status !== 'freezing') return undefined;
  return mergedShard(deps, batch.value, shard);
}

/** A merged shard, computed now if no task has done so. */
export async function mergedShard(deps: MergeDeps, batch: Batch, shard: number): Promise<MergedShard> {
  const key = shardFiles.merged(batch.id, shard);
  if (!(await deps.blobs.stat(key))) await writeSealed(deps, key, await merge(deps, batch, shard));
  return readArtifact(deps, key, MergedShard);
}

async function merge(deps: MergeDeps, batch: Batch, shard: number): Promise<MergedShard> {
  const { entries } = await readFreezingRules(deps, batch);
  const handed: HandedShard[] = [];
  for (const each of everyShard) handed.push(await handedShard(deps, batch.id, each));
  // Whoever reduces says so; there is nothing to merge.
  if (handed.some(({ duplicate }) => duplicate !== undefined)) return { shard, frames: [] };
  const frames: MergedShard['frames'] = [];
  for (const { frame, parts } of entries) {
    const ranges = handed.flatMap((one) => rangeOf(one, frame, shard));
    const texts: string[] = [];
    for (let at = 0; at < ranges.length; at += rangesAtOnce) {
      const group = ranges.slice(at, at + rangesAtOnce);
      texts.push(...(await Promise.all(group.map(({ file, ...range }) => textOf(deps.blobs, file, range)))));
    }
    const merged = mergeRanges(shard, parts.length, texts);
    if (!merged.ok) throw new Error(`shard ${shard} of frame ${frame} cannot be merged: ${merged.error.kind}`);
    const { summary, lines, book } = merged.value;
    const { root, size, strata } = summary;
    const place = { shard, root };
    if (size > 0) {
      await writeLines(deps, shardFiles.lines(batch.id, frame, place), () => [lines]);
      await writeLines(deps, shardFiles.book(batch.id, frame, place), () => [book]);
    }
    frames.push({ frame, root, size, strata: [...strata], parts: [...summary.parts] });
  }
  return { shard, frames };
}

function rangeOf({ frames }: HandedShard, frame: string, shard: number) {
  const found = frames.find((each) => each.frame === frame);
  const [from = 0, to = 0] = found?.offsets.slice(shard, shard + 2) ?? [];
  return found && to > from ? [{ file: found.file, from, to }] : [];
}
