import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { formatChineseDate, localDateOf } from '../../calendar/local-date.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { PlanEntry } from '../../domain/plan/plan.ts';
import type { Task } from '../../domain/visit/visit.ts';
import { sha256 } from '../../draw/sha256.ts';
import { lf } from '../../draw/text.ts';
import type { Actor } from '../actor.ts';
import { findPublishedPlan } from '../plan/read-plans.ts';
import type { Records } from '../ports/records.ts';

export interface EntryReference {
  readonly planId: string;
  readonly entryId: string;
}

/** A plan entry in force, and the task that runs it. */
export interface EntryToDraw {
  readonly planId: string;
  readonly edition: number;
  readonly entry: PlanEntry;
  readonly taskId: string;
  /** Numbers of the voided batches that ran it before. */
  readonly repeats: readonly string[];
}

export type EntryFailure = Failure<
  'not-found' | 'foreign-department' | 'not-ready' | 'unknown-reference' | 'invalid-input' | 'already-exists'
>;

/**
 * The entries to draw together: each in force and led by the actor's department, not drawn before unless that draw was
 * voided (R4), all with the same window, which is not over, and the same way of publishing the list.
 */
export async function entriesToDraw(
  deps: { readonly records: Records },
  references: readonly EntryReference[],
  actor: Actor,
  now: Date,
): Promise<Result<readonly EntryToDraw[], EntryFailure>> {
  const entries: EntryToDraw[] = [];
  for (const [index, reference] of references.entries()) {
    const at = `body.entries.${index}`;
    const entry = await entryInForce(deps, reference, actor);
    if (!entry.ok) return entry;
    const [first = entry.value] = entries;
    const fault = misfit(first.entry, entry.value.entry);
    if (fault) return invalid(at, fault);
    if (entries.some(({ taskId }) => taskId === entry.value.taskId)) return invalid(at, '同一计划条目只能列出一次');
    entries.push(entry.value);
  }
  const [first] = entries;
  if (first && first.entry.window.to < localDateOf(now)) {
    return err({
      kind: 'not-ready',
      entity: 'entry',
      reason: `检查期已于${formatChineseDate(first.entry.window.to)}结束，不能抽取。`,
    });
  }
  return ok(entries);
}

async function entryInForce(
  deps: { readonly records: Records },
  { planId, entryId }: EntryReference,
  actor: Actor,
): Promise<Result<EntryToDraw, EntryFailure>> {
  const plan = await findPublishedPlan(deps, planId);
  if (!plan.ok) return plan;
  const { edition, entries, departments } = plan.value.value;
  const entry = entries.find(({ id }) => id === entryId);
  if (!entry) return err({ kind: 'unknown-reference', entity: 'entry', id: entryId });
  const reach = checkAccess(actor, { department: entry.lead, readBy: departments }, { entity: 'entry', id: entryId });
  if (!reach.ok) return reach;
  const run = await nextRun(deps, planId, entryId);
  return run.ok ? ok({ planId, edition, entry, ...run.value }) : run;
}

/**
 * An entry runs once; only a voided run permits another. The id of the task includes the number of the run, so if two
 * people freeze the same entry at the same moment, the store accepts only one.
 */
async function nextRun({ records }: { readonly records: Records }, planId: string, entryId: string) {
  const repeats: string[] = [];
  for (let run = 1; ; run += 1) {
    const taskId = taskIdOf(planId, entryId, run);
    const task = await records.find('task', taskId);
    if (!task) return ok({ taskId, repeats });
    if (task.value.status !== 'voided')
      return err({ kind: 'already-exists', entity: 'task', id: task.value.number } as const);
    const { batchId } = task.value;
    const voided = batchId === undefined ? undefined : await records.find('batch', batchId);
    if (voided) repeats.push(voided.value.number);
  }
}

const taskIdOf = (planId: string, entryId: string, run: number): string =>
  sha256([planId, entryId, run].join(lf)).slice(0, 24);

/** The run of an entry that was not voided, if it was drawn. */
export async function liveTask(records: Records, planId: string, entryId: string): Promise<Task | undefined> {
  for (let run = 1; ; run += 1) {
    const task = await records.find('task', taskIdOf(planId, entryId, run));
    if (task?.value.status !== 'voided') return task?.value;
  }
}

function misfit(first: PlanEntry, other: PlanEntry): string | undefined {
  if (other.listPublicity !== first.listPublicity) return '同一批次各条目的名单公示方式应一致';
  const sameWindow = other.window.from === first.window.from && other.window.to === first.window.to;
  return sameWindow ? undefined : '同一批次各条目的检查期应一致';
}

const invalid = (path: string, message: string) => err({ kind: 'invalid-input', errors: [{ path, message }] } as const);

/** The fields of a batch that name its entries. */
export const entriesOf = (entries: readonly EntryToDraw[]): Pick<Batch, 'entries' | 'repeats'> => ({
  entries: entries.map(({ planId, edition, entry: { id, title, lead }, taskId }) => ({
    planId,
    edition,
    entryId: id,
    title,
    lead,
    taskId,
  })),
  repeats: [...new Set(entries.flatMap(({ repeats }) => repeats))],
});
