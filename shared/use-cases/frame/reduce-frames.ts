import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { Frame } from '../../domain/frame/frame.ts';
import type { CoverRule } from '../../draw/cover.ts';
import { reduceFrame } from '../../draw/freeze-frame.ts';
import { compare } from '../../draw/text.ts';
import { type StoredBatch, stateAfter } from '../batch/change-batch.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { drawFiles } from '../draw/draw-files.ts';
import { writeOverCap } from '../draw/over-cap.ts';
import { everyShard, shardFiles, shardLinesOf, textOfLines, writeShardRoots } from '../draw/shard-files.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Registry } from '../ports/registry.ts';
import { systemActor } from '../system-actor.ts';
import type { TrustedObject } from '../trust/read-trusted.ts';
import { type FrameRefusal, refusalOf } from './candidates.ts';
import { frameItems } from './freeze-frames.ts';
import { type EntryRules, readFreezingRules, requestOf, rulesOf } from './freezing-rules.ts';
import { type HandedShard, handedShard } from './handed-shard.ts';
import { type MergedShard, mergedShard } from './merge-shard.ts';

interface ReduceDeps extends ChangeDeps {
  readonly registry: Registry;
  readonly blobs: Blobs;
}

type FreezeFailure = FrameRefusal | Failure<'empty-frame' | 'duplicate-object'>;

/**
 * Builds the frames of a batch from its 256 shards and freezes it, or records why it cannot be frozen. A shard that no
 * task has merged is merged here. A second run finds it done.
 */
export async function reduceFrames(
  deps: ReduceDeps,
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
      : { ...settled, freezeFailure: await wordsFor(frames.error) };
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

async function framesOfShards(deps: ReduceDeps, batch: Batch): Promise<Result<readonly Frame[], FreezeFailure>> {
  const handed: HandedShard[] = [];
  for (const shard of everyShard) handed.push(await handedShard(deps, batch.id, shard));
  const duplicate = handed.find((shard) => shard.duplicate !== undefined)?.duplicate;
  if (duplicate !== undefined) return err({ kind: 'duplicate-object', id: duplicate });
  const merged: MergedShard[] = [];
  for (const shard of everyShard) merged.push(await mergedShard(deps, batch, shard));
  const { entries, cover, trusted = [] } = await readFreezingRules(deps, batch);
  const frames: Frame[] = [];
  for (const entry of entries) {
    const made = await frameOfShards(deps, batch, { entry, cover, trusted }, { handed, merged });
    if (!made.ok) return made;
    frames.push(made.value);
  }
  return ok(frames);
}

interface FrameRule {
  readonly entry: EntryRules;
  readonly cover: CoverRule;
  readonly trusted: readonly TrustedObject[];
}

async function frameOfShards(
  deps: ReduceDeps,
  batch: Batch,
  { entry: rules, cover, trusted }: FrameRule,
  shards: { readonly handed: readonly HandedShard[]; readonly merged: readonly MergedShard[] },
): Promise<Result<Frame, FreezeFailure>> {
  const { frame, planId, entry } = rules;
  const own = shards.merged.map(({ shard, frames }) => {
    const facts = frames.find((each) => each.frame === frame);
    if (!facts) throw new Error(`shard ${shard} of batch ${batch.id} lacks frame ${frame}`);
    return { shard, ...facts };
  });
  const reduced = reduceFrame(requestOf(rules), own);
  if (!reduced.ok) throw new Error(`batch ${batch.id}: ${reduced.error.kind}`);
  const { root, size, strata, parts: sizes } = reduced.value.manifest;
  if (size === 0) return err({ kind: 'empty-frame', frame: entry.title });
  const { parts } = await rulesOf(deps, rules);
  const refusal = refusalOf({ title: entry.title, quotas: entry.quotas, parts, strata }, cover);
  if (refusal) return err(refusal);

  const [blob, book] = [drawFiles.lines(batch.id, frame, root), drawFiles.book(batch.id, frame, root)];
  const roots = shardFiles.roots(batch.id, frame, root);
  await deps.blobs.put(
    blob,
    wholeFile(deps, own, (facts) => shardFiles.lines(batch.id, frame, facts)),
    ndjson,
  );
  await deps.blobs.put(
    book,
    wholeFile(deps, own, (facts) => shardFiles.book(batch.id, frame, facts)),
    ndjson,
  );
  await writeShardRoots(deps, roots, own);
  const handed = shards.handed.flatMap(({ frames }) => frames.filter((each) => each.frame === frame));
  const overCap = handed.flatMap((each) => each.overCap ?? []);
  const over = await writeOverCap(deps, drawFiles.overCap(batch.id, frame, root), entry.frequencyWaiver, overCap);
  const made: Frame = {
    ...{ frame, planId, entryId: entry.id, root, size, blob, book, ...over },
    parts: parts.map(({ department, items }, index) => ({
      department,
      items: frameItems(items),
      size: sizes[index]?.size ?? 0,
    })),
    strata: [...strata],
    excluded: excludedOf(handed),
    shards: roots,
  };
  const task = batch.entries.find((each) => each.planId === planId && each.entryId === entry.id);
  const { changesSince } = await import('./changes-since.ts');
  const since = task && (await changesSince(deps, made, task.taskId, trusted));
  return ok({ ...made, ...(since && { since }) });
}

const ndjson = 'application/x-ndjson';

/** A frame, or its book, as one file: the shards in order, one in memory at a time. */
async function* wholeFile(
  deps: ReduceDeps,
  shards: readonly { readonly shard: number; readonly root: string }[],
  keyOf: (facts: { readonly shard: number; readonly root: string }) => string,
): AsyncGenerator<Uint8Array> {
  for (const facts of shards) yield textOfLines(await shardLinesOf(deps, keyOf(facts), facts));
}

function excludedOf(shards: readonly Pick<Frame, 'excluded'>[]): Frame['excluded'] {
  const counts = new Map<string, number>();
  for (const { reason, count } of shards.flatMap(({ excluded }) => excluded)) {
    counts.set(reason, (counts.get(reason) ?? 0) + count);
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => compare(a.reason, b.reason));
}

/** Loaded by a freeze that fails. */
const wordsFor = async (failure: Failure): Promise<string> =>
  (await import('../../base/failure-words.ts')).wordsOf(failure).detail;
