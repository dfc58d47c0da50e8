import type { Batch } from '../../domain/batch/batch.ts';
import { settings } from '../../platform/settings.ts';
import { every } from '../every.ts';
import type { Records, Stored } from '../ports/records.ts';
import { settingsAt } from '../setting/settings-at.ts';
import { systemActor } from '../system-actor.ts';
import { dueAtOf, type ProcessDeps, runOf, startNext } from './draw-attempts.ts';

const pageSize = 25;

/**
 * Resumes unfinished processes: an attempt that never started, one that died silently, and one that failed for a
 * transient cause. Starting is idempotent, so no certainty is needed. `stuck` counts the batches that need a person:
 * those whose attempt failed, and those far past their time.
 */
export async function resumeDraws(deps: ProcessDeps, now: Date): Promise<Record<string, number>> {
  const counts = { open: 0, started: 0, stuck: 0 };
  const failures: unknown[] = [];
  for (const { value } of await batchesInProcess(deps.records)) {
    counts.open += 1;
    if (await isStuck(deps, value, now)) counts.stuck += 1;
    try {
      if (await carryOn(deps, value, now)) counts.started += 1;
    } catch (cause) {
      failures.push(cause);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} draws could not be carried on`);
  return counts;
}

async function carryOn(deps: ProcessDeps, batch: Batch, now: Date): Promise<boolean> {
  if (!mayBegin(batch)) return false;
  const { process } = batch;
  if (process && process.failedAt === undefined && (await deps.drawProcess.start(runOf(batch))) === 'running') {
    return false;
  }
  const done = await startNext(deps, batch, systemActor(batch), now);
  return done.ok && done.value.value.process?.attempt !== process?.attempt;
}

/** A permanent cause keeps the batch waiting until the batch changes; so does repeated failure. */
function mayBegin({ process, status }: Batch): boolean {
  if (process?.failedAt === undefined) return true;
  return (process.transient === true || status !== 'committed') && process.attempt < settings.drawAttempts.value;
}

async function isStuck(deps: Pick<ProcessDeps, 'records'>, batch: Batch, now: Date): Promise<boolean> {
  const { drawOverdue } = await settingsAt(deps, new Date(batch.frozenAt));
  const late = now.getTime() - Date.parse(dueAtOf(batch) ?? batch.frozenAt);
  return batch.process?.failedAt !== undefined || late > drawOverdue * 60_000;
}

/** All of them, read before any is resumed. */
const batchesInProcess = (records: Records): Promise<readonly Stored<Batch>[]> =>
  Array.fromAsync(every((page) => records.list({ kind: 'batch', in: 'inProcess', page }), pageSize));
