import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { county } from '../../codes/county.ts';
import { planErrors, withoutChance } from '../../domain/plan/check-plan.ts';
import { openConsultations } from '../../domain/plan/consultation.ts';
import { type Plan, planNumber, withContent } from '../../domain/plan/plan.ts';
import { settings } from '../../platform/settings.ts';
import type { Actor } from '../actor.ts';
import { createRecord, eventOf } from '../changes.ts';
import { every } from '../every.ts';
import type { Stored } from '../ports/records.ts';
import {
  changePlan,
  findPlan,
  type PlanChange,
  type PlanChangeFailure,
  type PlanDeps,
  type PlanRequest,
} from './change-plan.ts';
import { unsaidOf } from './drawn-visits.ts';
import { readItemList } from './item-list.ts';

/**
 * Creates a plan of the actor's department. The id is derived from the request, so a retry after a lost response finds
 * the existing plan.
 */
export async function createPlan(
  deps: PlanDeps,
  { id, ...wanted }: { readonly id: string } & Pick<Plan, 'year' | 'scope' | 'title'>,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<Plan>, PlanChangeFailure | Failure<'too-many-drafts'>>> {
  const made = await deps.records.find('plan', id);
  if (made) return isSame(made.value, wanted) ? ok(made) : err({ kind: 'already-exists', entity: 'plan', id });
  if ((await draftsOf(deps, actor)) >= mostDrafts) return err({ kind: 'too-many-drafts', limit: mostDrafts });
  const number = await nextNumber(deps, wanted.year);
  const { department } = actor;
  const plan: Plan = {
    ...wanted,
    id,
    number,
    department,
    departments: [department],
    entries: [],
    status: 'draft',
    edition: 0,
    createdBy: actor.id,
  };
  const done = await deps.work.commit([createRecord('plan', id, plan, eventOf('create', actor, now, { number }))]);
  return done.ok ? findPlan(deps, id, actor) : done;
}

const { value: mostDrafts } = settings.planDrafts;

/** How many plans the department is writing; two that are begun at the same moment may both find room for the last. */
async function draftsOf({ records }: Pick<PlanDeps, 'records'>, { department }: Actor): Promise<number> {
  const drafts = every(
    (page) =>
      records.list({
        kind: 'plan',
        in: 'ofDepartment',
        of: department,
        where: [{ field: 'status', equals: 'draft' }],
        page,
      }),
    mostDrafts,
  );
  return (await Array.fromAsync(drafts)).length;
}

const nextNumber = async ({ counters }: Pick<PlanDeps, 'counters'>, year: number): Promise<string> =>
  planNumber(county.code, year, await counters.next(`plan#${year}`));

const isSame = (plan: Plan, wanted: Pick<Plan, 'year' | 'scope' | 'title'>): boolean =>
  plan.year === wanted.year && plan.scope === wanted.scope && plan.title === wanted.title;

/**
 * Replaces the content while the plan is being written; returns every mistake with its path. An adjustment also says
 * what it does to visits already drawn. Until it is first published a plan can be moved to another year, whose next
 * number it gets.
 */
export const updatePlan = (
  deps: PlanDeps,
  {
    year,
    title,
    entries,
    drawnVisits,
    ...request
  }: PlanRequest & Pick<Plan, 'title' | 'entries' | 'drawnVisits'> & { readonly year?: number | undefined },
  actor: Actor,
  now: Date,
): Promise<Result<Stored<Plan>, PlanChangeFailure>> =>
  changePlan(deps, { ...request, event: 'edit' }, actor, now, async (plan) => {
    const moves = year !== undefined && year !== plan.year;
    if (moves && plan.edition > 0) {
      return err({ kind: 'invalid-input', errors: [{ path: 'body.year', message: '已公布的计划不能改变年度' }] });
    }
    const content = { ...withContent(plan, { title, entries, drawnVisits }), ...(moves && { year }) };
    const written = await checked(deps, writtenBy(content, actor), 'body');
    if (!written.ok || !moves) return written;
    return ok({ plan: { ...written.value.plan, number: await nextNumber(deps, year) } });
  });

/** Submits the plan to the joint meeting's office; the item lists may have changed since it was written. */
export const submitPlan = (
  deps: PlanDeps,
  request: PlanRequest,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<Plan>, PlanChangeFailure>> =>
  changePlan(deps, { ...request, event: 'submit' }, actor, now, async (plan) => {
    if (plan.entries.length === 0) {
      return err({ kind: 'invalid-input', errors: [{ path: 'plan.entries', message: '计划至少应有一个条目' }] });
    }
    const unsaid = [...openConsultations(plan, localDateOf(now)), ...(await unsaidOf(deps.records, plan, now))];
    if (unsaid.length > 0) return err({ kind: 'invalid-input', errors: unsaid });
    const { returnReason: _, ...written } = plan;
    return checked(deps, { ...writtenBy(written, actor), submittedBy: actor.id }, 'plan');
  });

const writtenBy = (plan: Plan, { id }: Actor): Plan => ({
  ...plan,
  writtenBy: [...new Set([...(plan.writtenBy ?? []), id])],
});

/** The plan, if its entries agree with the current item lists. */
async function checked(
  deps: Pick<PlanDeps, 'registry'>,
  plan: Plan,
  at: string,
): Promise<Result<PlanChange, PlanChangeFailure>> {
  const classes = [...new Set(plan.entries.flatMap(withoutChance))];
  if (classes.length > 0) return err({ kind: 'class-without-chance', classes });
  const errors = planErrors(plan, await readItemList(deps, plan.departments), at);
  return errors.length === 0 ? ok({ plan }) : err({ kind: 'invalid-input', errors });
}
