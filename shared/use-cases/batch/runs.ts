import type { Batch } from '../../domain/batch/batch.ts';
import type { Task } from '../../domain/visit/visit.ts';
import { sha256 } from '../../draw/sha256.ts';
import { lf } from '../../draw/text.ts';
import type { Counters } from '../ports/counters.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';

/*
 * An entry runs once; only a voided run permits another. The id of the task includes the number of the run, so if two people
 * freeze the same entry at the same moment, the store accepts only one.
 */
const taskIdOf = (planId: string, entryId: string, run: number): string =>
  sha256([planId, entryId, run].join(lf)).slice(0, 24);

/**
 * What is written by a freeze, which reads the windows of a plan, and by a new edition of it, which reads what was drawn: of
 * two at once one is judged again on what the other has left. To be asked before either is read.
 */
export const takeTurns = (counters: Pick<Counters, 'peek'>, planIds: readonly string[]): Promise<readonly Change[]> =>
  Promise.all(
    planIds.map(async (planId): Promise<Change> => {
      const counter = `plan-turns#${planId}`;
      return { change: 'take-number', counter, number: await counters.peek(counter) };
    }),
  );

export interface NextRun {
  readonly taskId: string;
  /** The batches of the voided runs, the earliest first. */
  readonly voided: readonly Stored<Batch>[];
  /** A run that was not voided stands in the way. */
  readonly live?: Task;
}

/** The first run of an entry that is not voided, or the one to come. */
export async function nextRun(records: Records, planId: string, entryId: string): Promise<NextRun> {
  const voided: Stored<Batch>[] = [];
  for (let run = 1; ; run += 1) {
    const taskId = taskIdOf(planId, entryId, run);
    const task = await records.find('task', taskId);
    if (task?.value.status !== 'voided') return { taskId, voided, ...(task && { live: task.value }) };
    const batch = await batchOf(records, task.value);
    if (batch) voided.push(batch);
  }
}

/** The batch of a run; the task of a direct check has none, and is no run of an entry. */
const batchOf = async (records: Records, { batchId }: Task): Promise<Stored<Batch> | undefined> =>
  batchId === undefined ? undefined : records.find('batch', batchId);

/** The batches of the runs of an entry before that of a task, the earliest first. */
export async function runsBefore(
  records: Records,
  planId: string,
  entryId: string,
  before: string,
): Promise<readonly Stored<Batch>[]> {
  const batches: Stored<Batch>[] = [];
  for (let run = 1; taskIdOf(planId, entryId, run) !== before; run += 1) {
    const task = await records.find('task', taskIdOf(planId, entryId, run));
    // Tasks of earlier versions may have been named otherwise.
    if (!task) return batches;
    const batch = await batchOf(records, task.value);
    if (batch) batches.push(batch);
  }
  return batches;
}
