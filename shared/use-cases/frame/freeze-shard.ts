import * as z from 'zod';
import { PlainId, Sha256Hex } from '../../base/primitives.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { buildShard } from '../../draw/one/frame-shard.ts';
import { readArtifact, writeSealed } from '../draw/draw-files.ts';
import { shardFiles, textOfLines } from '../draw/shard-files.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { collectFrames, matchesOf } from './candidates.ts';
import { partOf, readFreezingRules, readShardChecks } from './freezing-rules.ts';

export interface ShardDeps {
  readonly records: Records;
  readonly registry: Registry;
  readonly blobs: Blobs;
}

export const FrameOfShard = z.strictObject({
  frame: PlainId,
  root: Sha256Hex,
  size: z.int(),
  strata: z.array(z.strictObject({ stratum: z.string(), size: z.int() })),
  excluded: z.array(z.strictObject({ reason: z.string(), count: z.int() })),
});

/** What one shard contributes to every frame of a batch; its lines are in files named by the roots. */
const ShardSummary = z.strictObject({
  shard: z.int(),
  frames: z.array(FrameOfShard),
  /** An id that occurs twice in the registry stops the freeze. */
  duplicate: z.string().optional(),
});
export type ShardSummary = z.infer<typeof ShardSummary>;

/**
 * Freezes one shard of every frame of a batch. Its summary is written last and decides which lines count. A run that
 * dies before that leaves nothing that matters, a later run finds it done, and of two concurrent runs one summary
 * remains, with the lines it names.
 */
export async function freezeShard(
  deps: ShardDeps,
  { batchId, shard }: { readonly batchId: string; readonly shard: number },
): Promise<ShardSummary | undefined> {
  const batch = await deps.records.find('batch', batchId);
  if (!batch) throw new Error(`there is no batch ${batchId}`);
  if (batch.value.status !== 'freezing') return undefined;
  return shardSummary(deps, batch.value, shard);
}

/** The summary of a shard, computed now if no task has done so. */
export async function shardSummary(deps: ShardDeps, batch: Batch, shard: number): Promise<ShardSummary> {
  const key = shardFiles.summary(batch.id, shard);
  if (!(await deps.blobs.stat(key))) await writeSealed(deps, key, await frozenShard(deps, batch, shard));
  return readArtifact(deps, key, ShardSummary);
}

async function frozenShard(deps: ShardDeps, batch: Batch, shard: number): Promise<ShardSummary> {
  const { entries } = await readFreezingRules(deps, batch);
  const checks = await readShardChecks(deps, batch.id, shard);
  const frames: ShardSummary['frames'] = [];
  for (const { entry, frames: own } of entries) {
    const parts = await Promise.all(own.map((frame) => partOf(deps, frame)));
    const objects = deps.registry.shard(shard, matchesOf(entry.filter));
    const found = await collectFrames(entry, parts, checks, objects);
    for (const [index, { objects, excluded }] of found.frames.entries()) {
      const built = buildShard(shard, objects);
      if (!built.ok && built.error.kind === 'duplicate-id') return { shard, frames: [], duplicate: built.error.id };
      if (!built.ok) throw new Error(`shard ${shard} of the registry holds ${built.error.id}, which belongs elsewhere`);
      const { root, size, strata, lines } = built.value;
      const frame = own[index]?.frame ?? '';
      const file = shardFiles.lines(batch.id, frame, { shard, root });
      if (size > 0) await deps.blobs.put(file, textOfLines(lines), 'application/x-ndjson');
      frames.push({ frame, root, size, strata: [...strata], excluded: [...excluded] });
    }
  }
  return { shard, frames };
}
