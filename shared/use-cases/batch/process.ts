import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type Batch, inProcess, isFreezing } from '../../domain/batch/batch.ts';
import { isFreezeTask, type ProcessTask } from '../../domain/batch/process-tasks.ts';
import type { Actor } from '../actor.ts';
import type { DrawProcess, DrawRun } from '../ports/draw-process.ts';
import { systemActor } from '../system-actor.ts';
import { type BatchChangeFailure, type BatchDeps, changeBatch, leadsBatch, type StoredBatch } from './change-batch.ts';

export type ProcessDeps = BatchDeps & { readonly drawProcess: DrawProcess };
type RestartFailure = BatchChangeFailure | Failure<'process-running' | 'not-ready'>;
type ProcessOfBatch = NonNullable<Batch['process']>;

/** The attempt that the commitment itself begins, and the first one at freezing. */
export const firstRun = (batch: Batch, now: Date): ProcessOfBatch => ({
  attempt: 1,
  startedAt: now.toISOString(),
  dueAt: dueAtOf(batch) ?? now.toISOString(),
});

/** When the draw happens by itself: as soon as the randomness can be there; at once where none is waited for. */
export function dueAtOf({ ceremony, beacon, committedAt }: Batch): string | undefined {
  const sources = [ceremony?.revealBy, beacon?.due].filter((at) => at !== undefined);
  return sources.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? committedAt;
}

/** The attempt as the port knows it: the same for whoever starts it, so that starting it twice is starting it once. */
export function runOf(batch: Batch): DrawRun {
  const { id, process, frames } = batch;
  if (!process) throw new Error(`batch ${id} has no process`);
  return {
    batchId: id,
    work: isFreezing(batch) ? 'freeze' : 'draw',
    attempt: process.attempt,
    dueAt: process.dueAt,
    byShards: frames.some(({ shards }) => shards !== undefined),
  };
}

/**
 * Starts the attempt that has just been recorded with the change that needs it. That change stands, and may be public,
 * whether or not the start succeeds; the adapter logs why it did not, and `resumeDraws` makes up for it.
 */
export async function begin({ drawProcess }: Pick<ProcessDeps, 'drawProcess'>, batch: Batch): Promise<void> {
  await drawProcess.start(runOf(batch)).catch(() => undefined);
}

/** The name of its execution: whoever starts the same attempt again finds it. */
export const executionName = ({ batchId, work, attempt }: DrawRun): string =>
  work === 'freeze' ? `${batchId}-freeze-${attempt}` : `${batchId}-${attempt}`;

/** Begins the attempt after the one that was seen; the batch as it is, where somebody did so before or nothing is left to do. */
export async function startNext(
  deps: ProcessDeps,
  seen: Batch,
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure>> {
  const done = await changeBatch<BatchChangeFailure>(
    deps,
    { id: seen.id, action: 'start-process', actor, now },
    (batch) => {
      // Freezing and drawing count their attempts each from 1.
      const isSeen = batch.process?.attempt === seen.process?.attempt && isFreezing(batch) === isFreezing(seen);
      if (!inProcess(batch) || !isSeen) return ok(undefined);
      const attempt = (batch.process?.attempt ?? 0) + 1;
      return ok({ batch: { ...batch, process: { ...firstRun(batch, now), attempt } }, facts: { attempt } });
    },
  );
  if (done.ok && inProcess(done.value.value)) await deps.drawProcess.start(runOf(done.value.value));
  return done;
}

/** A lead begins the process again after it failed or died. */
export async function restartProcess(
  deps: ProcessDeps,
  { id }: { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, RestartFailure>> {
  const found = await deps.records.find('batch', id);
  if (!found) return err({ kind: 'not-found', entity: 'batch', id });
  const batch = found.value;
  const leads = leadsBatch(batch, actor);
  if (!leads.ok) return leads;
  if (!inProcess(batch)) {
    const reason = '流程只在冻结大批次时，以及公布摘要之后、派发或作废之前运行；该批次没有可以重新启动的流程。';
    return err({ kind: 'not-ready', entity: 'batch', reason });
  }
  const { process } = batch;
  // A process that was never started is started by asking.
  const asked = process && process.failedAt === undefined ? await deps.drawProcess.start(runOf(batch)) : 'ended';
  if (process && asked === 'running') return err({ kind: 'process-running', attempt: process.attempt });
  return startNext(deps, batch, actor, now);
}

export interface FailedRun {
  readonly id: string;
  readonly attempt: number;
  readonly task: ProcessTask;
  readonly reason: string;
  readonly transient: boolean;
}

/** Writes on the batch that an attempt failed, where everybody sees it; of a batch that needs no process any more it says nothing. */
export async function recordFailure(
  deps: BatchDeps,
  { id, attempt, task, reason, transient }: FailedRun,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure>> {
  const found = await deps.records.find('batch', id);
  if (!found) return err({ kind: 'not-found', entity: 'batch', id });
  const actor = systemActor(found.value);
  return changeBatch<BatchChangeFailure>(deps, { id, action: 'process-failed', actor, now }, (batch) => {
    const { process } = batch;
    // An attempt at freezing may tell its end when the batch has long been frozen by another one.
    if (!inProcess(batch) || isFreezing(batch) !== isFreezeTask(task)) return ok(undefined);
    if (process?.attempt !== attempt || process.failedAt !== undefined) return ok(undefined);
    const failed = { ...process, failedAt: now.toISOString(), failedTask: task, reason, transient };
    return ok({ batch: { ...batch, process: failed }, facts: { attempt, task, transient } });
  });
}
