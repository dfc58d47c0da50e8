import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { county } from '../../codes/county.ts';
import { planErrors } from '../../domain/plan/check-plan.ts';
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
  const sequence = await deps.counters.next(`plan#${wanted.year}`);
  const number = planNumber(county.code, wanted.year, sequence);
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

const isSame = (plan: Plan, wanted: Pick<Plan, 'year' | 'scope' | 'title'>): boolean =>
  plan.year === wanted.year && plan.scope === wanted.scope && plan.title === wanted.title;

/**
 * Replaces the content while the plan is being written; returns every mistake with its path. An adjustment also says
 * what it does to visits already drawn.
 */
export const updatePlan = (
  deps: PlanDeps,
  { title, entries, drawnVisits, ...request }: PlanRequest & Pick<Plan, 'title' | 'entries' | 'drawnVisits'>,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<Plan>, PlanChangeFailure>> =>
  changePlan(deps, { ...request, event: 'edit' }, actor, now, (plan) =>
    checked(deps, writtenBy(withContent(plan, { title, entries, drawnVisits }), actor), 'body'),
  );

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
    const unsaid = await unsaidOf(deps.records, plan, now);
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
  const errors = planErrors(plan, await readItemList(deps, plan.departments), at);
  return errors.length === 0 ? ok({ plan }) : err({ kind: 'invalid-input', errors });
}
