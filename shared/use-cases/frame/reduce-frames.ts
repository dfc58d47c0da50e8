import { wordsOf } from '../../base/failure-words.ts';
import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentName } from '../../codes/departments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { aboveCap, strataOfSizes } from '../../domain/frame/eligibility.ts';
import type { Frame } from '../../domain/frame/frame.ts';
import { joinShards } from '../../draw/join-shards.ts';
import { compare } from '../../draw/text.ts';
import { type StoredBatch, stateAfter } from '../batch/change-batch.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { everyShard, shardFiles, shardLinesOf, textOfLines, writeShardRoots } from '../draw/shard-files.ts';
import { systemActor } from '../system-actor.ts';
import { frameItems } from './freeze-frames.ts';
import { type ShardDeps, type ShardSummary, shardSummary } from './freeze-shard.ts';
import { type EntryRules, type FrameRules, partOf, readFreezingRules } from './freezing-rules.ts';

type FreezeFailure = Failure<'empty-frame' | 'ratio-above-cap' | 'duplicate-object'>;

/**
 * Builds the frames of a batch from its 256 shards and freezes it, or records why it cannot be frozen. A shard that no
 * task has frozen is frozen here. A second run finds it done.
 */
export async function reduceFrames(
  deps: ShardDeps & ChangeDeps,
  { batchId }: { readonly batchId: string },
  now: Date,
): Promise<StoredBatch> {
  // A concurrent change may have frozen the batch, requested its void, or voided it: another try decides on that basis.
  const act = { id: batchId, find: () => present(deps.records, 'batch', batchId) };
  const done = await changeRecord<'batch', Failure>(deps, 'batch', act, async ({ value: batch }) => {
    const frozen = stateAfter(batch, 'freeze');
    if (!frozen.ok || batch.freezeFailure !== undefined) return ok(undefined);

    const frames = await framesOfShards(deps, batch);
    // The process ends here; the commitment starts another one.
    const { process: _, ...settled } = batch;
    const value: Batch = frames.ok
      ? { ...settled, status: frozen.value, frames: frames.value }
      : { ...settled, freezeFailure: wordsOf(frames.error).detail };
    const objects = value.frames.reduce((sum, { size }) => sum + size, 0);
    const facts = { number: batch.number, status: value.status, frames: value.frames.length, objects };
    // Nothing of a frozen batch is public yet, so no public record is written.
    const event = eventOf(frames.ok ? 'freeze' : 'fail-freeze', systemActor(batch), now, facts);
    // Noted when it began, and once more for what was activated while the shards were read.
    const also = frames.ok ? [{ change: 'note-freeze', batch: batch.number } as const] : [];
    return ok({ value, event, also });
  });
  if (!done.ok) throw new Error(`batch ${batchId}: ${done.error.kind}`);
  return done.value;
}

async function framesOfShards(deps: ShardDeps, batch: Batch): Promise<Result<readonly Frame[], FreezeFailure>> {
  const shards: ShardSummary[] = [];
  for (const shard of everyShard) shards.push(await shardSummary(deps, batch, shard));
  const duplicate = shards.find((shard) => shard.duplicate !== undefined)?.duplicate;
  if (duplicate !== undefined) return err({ kind: 'duplicate-object', id: duplicate });
  const { entries } = await readFreezingRules(deps, batch);
  const frames: Frame[] = [];
  for (const entry of entries) {
    for (const frame of entry.frames) {
      const made = await frameOfShards(deps, batch, entry, frame, shards);
      if (!made.ok) return made;
      frames.push(made.value);
    }
  }
  return ok(frames);
}

async function frameOfShards(
  deps: ShardDeps,
  batch: Batch,
  { planId, entry }: EntryRules,
  rules: FrameRules,
  shards: readonly ShardSummary[],
): Promise<Result<Frame, FreezeFailure>> {
  const { frame, department } = rules;
  const own = shards.map(({ shard, frames }) => {
    const facts = frames.find((each) => each.frame === frame);
    if (!facts) throw new Error(`shard ${shard} of batch ${batch.id} lacks frame ${frame}`);
    return { shard, ...facts };
  });
  const joined = joinShards(own);
  if (!joined.ok) throw new Error(`batch ${batch.id}: ${joined.error.kind}`);
  const { root, size } = joined.value;
  if (size === 0) return err({ kind: 'empty-frame', frame: `${entry.title}（${departmentName(department)}）` });
  const { items } = await partOf(deps, rules);
  const sizes = new Map(joined.value.strata.map((stratum) => [stratum.stratum, stratum.size]));
  const strata = strataOfSizes(sizes, entry.quotas);
  const refusal = aboveCap(
    items.map(({ value }) => value),
    entry.quotas,
    strata,
  );
  if (refusal) return err(refusal);

  const blob = shardFiles.frame(batch.id, frame, root);
  const roots = shardFiles.roots(batch.id, frame, root);
  await deps.blobs.put(blob, wholeFile(deps, batch.id, frame, own), 'application/x-ndjson');
  await writeShardRoots(deps, roots, own);
  const place = { frame, department, planId, entryId: entry.id, items: frameItems(items) };
  return ok({ ...place, root, size, strata: [...strata], excluded: excludedOf(own), blob, shards: roots });
}

/** The frame as the one file for download: the shards in order, one in memory at a time. */
async function* wholeFile(
  deps: ShardDeps,
  batchId: string,
  frame: string,
  shards: readonly { readonly shard: number; readonly root: string }[],
): AsyncGenerator<Uint8Array> {
  for (const facts of shards) {
    yield textOfLines(await shardLinesOf(deps, shardFiles.lines(batchId, frame, facts), facts));
  }
}

function excludedOf(shards: readonly Pick<Frame, 'excluded'>[]): Frame['excluded'] {
  const counts = new Map<string, number>();
  for (const { reason, count } of shards.flatMap(({ excluded }) => excluded)) {
    counts.set(reason, (counts.get(reason) ?? 0) + count);
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => compare(a.reason, b.reason));
}
