import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { isFreezeTask, type ProcessTask } from '../../domain/batch/process-tasks.ts';
import { inProcess, isFreezing } from '../../domain/batch/stage.ts';
import type { Actor } from '../actor.ts';
import type { DrawProcess, DrawRun } from '../ports/draw-process.ts';
import { systemActor } from '../system-actor.ts';
import { type BatchChangeFailure, type BatchDeps, changeBatch, leadsBatch, type StoredBatch } from './change-batch.ts';

export type ProcessDeps = BatchDeps & { readonly drawProcess: DrawProcess };
type RestartFailure = BatchChangeFailure | Failure<'process-running' | 'not-ready'>;
type ProcessOfBatch = NonNullable<Batch['process']>;

/** The first attempt, begun by the commitment, and the first one at freezing. */
export const firstRun = (batch: Batch, now: Date): ProcessOfBatch => ({
  attempt: 1,
  startedAt: now.toISOString(),
  dueAt: dueAtOf(batch) ?? now.toISOString(),
});

/** When the draw starts: as soon as the randomness can be available, or at once if none is awaited. */
export function dueAtOf({ ceremony, beacon, committedAt }: Batch): string | undefined {
  const sources = [ceremony?.revealBy, beacon?.due].filter((at) => at !== undefined);
  return sources.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? committedAt;
}

/** The attempt as the port knows it: the same for every caller, so starting it is idempotent. */
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
 * Starts the attempt that was recorded together with the change that needs it. That change stands, and may be public,
 * whether or not the start succeeds. The adapter logs a failed start, and `resumeDraws` recovers it.
 */
export async function begin({ drawProcess }: Pick<ProcessDeps, 'drawProcess'>, batch: Batch): Promise<void> {
  await drawProcess.start(runOf(batch)).catch(() => undefined);
}

/** The name of the attempt's execution: starting the same attempt again finds it. */
export const executionName = ({ batchId, work, attempt }: DrawRun): string =>
  work === 'freeze' ? `${batchId}-freeze-${attempt}` : `${batchId}-${attempt}`;

/** Starts the attempt after the one that was seen, unless somebody did or nothing is left to do; returns the batch. */
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
      // Freezing and drawing each count their attempts from 1.
      const isSeen = batch.process?.attempt === seen.process?.attempt && isFreezing(batch) === isFreezing(seen);
      if (!inProcess(batch) || !isSeen) return ok(undefined);
      const attempt = (batch.process?.attempt ?? 0) + 1;
      return ok({ batch: { ...batch, process: { ...firstRun(batch, now), attempt } }, facts: { attempt } });
    },
  );
  if (done.ok && inProcess(done.value.value)) await deps.drawProcess.start(runOf(done.value.value));
  return done;
}

/** A lead restarts the process after it failed or died. */
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
  // A process that never started is started by this request.
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

/** Records publicly on the batch that an attempt failed; ignored if the batch needs no process any more. */
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
    // An attempt at freezing may report its end long after another one froze the batch.
    if (!inProcess(batch) || isFreezing(batch) !== isFreezeTask(task)) return ok(undefined);
    if (process?.attempt !== attempt || process.failedAt !== undefined) return ok(undefined);
    const failed = { ...process, failedAt: now.toISOString(), failedTask: task, reason, transient };
    return ok({ batch: { ...batch, process: failed }, facts: { attempt, task, transient } });
  });
}
