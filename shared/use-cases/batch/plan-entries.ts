import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { formatChineseDate, localDateOf } from '../../calendar/local-date.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { PlanEntry } from '../../domain/plan/plan.ts';
import type { Task } from '../../domain/visit/visit.ts';
import type { Actor } from '../actor.ts';
import { findPublishedPlan } from '../plan/read-plans.ts';
import type { Records, Stored } from '../ports/records.ts';
import { nextRun } from './runs.ts';

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
  /** The voided batches that ran it before, the earliest first. */
  readonly voided: readonly Stored<Batch>[];
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
  const { taskId, voided, live } = await nextRun(deps.records, planId, entryId);
  if (live) return err({ kind: 'already-exists', entity: 'task', id: live.number });
  return ok({ planId, edition, entry, taskId, voided });
}

/** The run of an entry that was not voided, if it was drawn. */
export const liveTask = async (records: Records, planId: string, entryId: string): Promise<Task | undefined> =>
  (await nextRun(records, planId, entryId)).live;

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
  repeats: [...new Set(entries.flatMap(({ voided }) => voided.map(({ value }) => value.number)))],
});
