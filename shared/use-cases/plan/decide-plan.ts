import { err, ok, type Result } from '../../base/result.ts';
import { type Plan, writersOf } from '../../domain/plan/plan.ts';
import { planWords } from '../../domain/plan/states.ts';
import type { Actor } from '../actor.ts';
import type { Stored } from '../ports/records.ts';
import { changePlan, type PlanChangeFailure, type PlanDeps, type PlanRequest } from './change-plan.ts';
import { findPublishedPlan } from './read-plans.ts';

type Changed = Promise<Result<Stored<Plan>, PlanChangeFailure>>;

/** Returns a plan to its department with the reason. */
export const returnPlan = (
  deps: PlanDeps,
  { reason, ...request }: PlanRequest & { readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  changePlan(deps, { ...request, event: 'return' }, actor, now, async ({ approvedBy: _, ...plan }) =>
    ok({ plan: { ...plan, returnReason: reason } }),
  );

/** R5: nobody who created, wrote or submitted a plan approves it, whatever their roles. */
export const approvePlan = (deps: PlanDeps, request: PlanRequest, actor: Actor, now: Date): Changed =>
  changePlan(deps, { ...request, event: 'approve' }, actor, now, async (plan) =>
    writersOf(plan).includes(actor.id)
      ? err({ kind: 'same-person', act: '审批' })
      : ok({ plan: { ...plan, approvedBy: actor.id } }),
  );

/** R12: opens a published plan for its next edition; the present one stays public until then. */
export const adjustPlan = (
  deps: PlanDeps,
  { reason, ...request }: PlanRequest & { readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  changePlan(deps, { ...request, event: 'adjust' }, actor, now, async (before) => {
    const { submittedBy: _, approvedBy: __, drawnVisits: ___, ...plan } = before;
    return ok({ plan: { ...plan, adjustmentReason: reason } });
  });

/** Abandons an adjustment: the plan reverts to its public edition. */
export const abandonAdjustment = (deps: PlanDeps, request: PlanRequest, actor: Actor, now: Date): Changed =>
  changePlan(deps, { ...request, event: 'abandon' }, actor, now, async (plan) => {
    const { entity, states, events } = planWords;
    if (plan.edition === 0) {
      return err({ kind: 'illegal-transition', entity, from: states.returned, event: events.abandon });
    }
    const published = await findPublishedPlan(deps, plan.id);
    if (!published.ok) throw new Error(`plan ${plan.id} has lost its public edition`);
    return ok({ plan: published.value.value });
  });

/** Closes a plan: nothing is drawn from it any more. What was published stays public. */
export const closePlan = (deps: PlanDeps, request: PlanRequest, actor: Actor, now: Date): Changed =>
  changePlan(deps, { ...request, event: 'close' }, actor, now, async (plan) => ok({ plan }));
