import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { formatChineseDate, localDateOf } from '../../calendar/local-date.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { type Campaign, entryOf } from '../../domain/campaign/campaign.ts';
import { campaignWords } from '../../domain/campaign/states.ts';
import type { PlanEntry } from '../../domain/plan/plan.ts';
import type { Task } from '../../domain/visit/visit.ts';
import type { Actor } from '../actor.ts';
import { findPublishedPlan } from '../plan/read-plans.ts';
import type { Records, Stored } from '../ports/records.ts';
import { nextRun } from './runs.ts';

/** What is to be drawn: an entry of a published plan, or a published campaign. */
export type EntryReference = { readonly planId: string; readonly entryId: string } | { readonly campaignId: string };

/** The entry of a basis in force, and the task that runs it. */
export interface EntryToDraw {
  /** Of the plan, or of the campaign. */
  readonly planId: string;
  readonly edition: number;
  readonly entry: PlanEntry;
  /** The campaign, as the draw is bound to it. */
  readonly campaign?: Stored<Campaign>;
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
  reference: EntryReference,
  actor: Actor,
): Promise<Result<EntryToDraw, EntryFailure>> {
  const basis = 'campaignId' in reference ? await campaignInForce(deps, reference) : await planInForce(deps, reference);
  if (!basis.ok) return basis;
  const { planId, entry, readBy } = basis.value;
  const reach = checkAccess(actor, { department: entry.lead, readBy }, { entity: 'entry', id: entry.id });
  if (!reach.ok) return reach;
  const { taskId, voided, live } = await nextRun(deps.records, planId, entry.id);
  if (live) return err({ kind: 'already-exists', entity: 'task', id: live.number });
  const { readBy: _, ...inForce } = basis.value;
  return ok({ ...inForce, taskId, voided });
}

type InForce = Omit<EntryToDraw, 'taskId' | 'voided'> & { readonly readBy: readonly DepartmentCode[] };

async function planInForce(
  deps: { readonly records: Records },
  { planId, entryId }: { readonly planId: string; readonly entryId: string },
): Promise<Result<InForce, EntryFailure>> {
  const plan = await findPublishedPlan(deps, planId);
  if (!plan.ok) return plan;
  const { edition, entries, departments } = plan.value.value;
  const entry = entries.find(({ id }) => id === entryId);
  return entry
    ? ok({ planId, edition, entry, readBy: departments })
    : err({ kind: 'unknown-reference', entity: 'entry', id: entryId });
}

/** R25: a campaign is public before it is drawn. */
async function campaignInForce(
  { records }: { readonly records: Records },
  { campaignId: id }: { readonly campaignId: string },
): Promise<Result<InForce, EntryFailure>> {
  const campaign = await records.find('campaign', id);
  if (!campaign) return err({ kind: 'not-found', entity: 'campaign', id });
  const { value } = campaign;
  const readBy = value.participants;
  // One that is drawn already is refused for that, with the number of its task.
  if (value.publishedAt !== undefined && value.status !== 'cancelled' && value.status !== 'closed')
    return ok({ planId: id, edition: 1, entry: entryOf(value), campaign, readBy });
  const reason = `专项检查 ${value.number} ${campaignWords.states[value.status]}，公布后方可抽取。`;
  return err({ kind: 'not-ready', entity: 'campaign', reason });
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

/** The fields of a batch that name its entries, and the campaign whose one is. */
export const entriesOf = (entries: readonly EntryToDraw[]): Pick<Batch, 'entries' | 'campaign' | 'repeats'> => ({
  ...campaignNamed(entries[0]?.campaign?.value),
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

const campaignNamed = (campaign: Campaign | undefined): Pick<Batch, 'campaign'> => {
  if (campaign?.basis === undefined) return {};
  const { id, number, title, basis, higherLevel } = campaign;
  return { campaign: { id, number, title, basis, higherLevel } };
};
