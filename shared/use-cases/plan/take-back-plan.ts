import { err, ok, type Result } from '../../base/result.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { planWords } from '../../domain/plan/states.ts';
import type { Actor } from '../actor.ts';
import type { Stored } from '../ports/records.ts';
import { changePlan, type PlanChangeFailure, type PlanDeps, type PlanRequest } from './change-plan.ts';

type Changed = Promise<Result<Stored<Plan>, PlanChangeFailure>>;

/** Takes back the own submission while nobody has decided: a first one is a draft again, a later one an adjustment. */
export const takeBackPlan = (deps: PlanDeps, request: PlanRequest, actor: Actor, now: Date): Changed => {
  const event = ({ edition }: Plan) => (edition === 0 ? 'take-back' : 'take-back-adjustment');
  return changePlan(deps, { ...request, event }, actor, now, async ({ submittedBy, ...plan }) => {
    if (submittedBy === actor.id) return ok({ plan });
    const reason = '只有报送人可以撤回自己的报送；其他人认为应当修改的，请由联席会议办公室退回。';
    return err({ kind: 'not-ready', entity: 'plan', reason });
  });
};

/**
 * Deletes a plan that was never published. The record and its number stay, out of the lists, so that what happened to
 * it can still be read.
 */
export const discardPlan = (deps: PlanDeps, request: PlanRequest, actor: Actor, now: Date): Changed =>
  changePlan(deps, { ...request, event: 'discard' }, actor, now, async (plan) => {
    if (plan.edition === 0) return ok({ plan });
    const { entity, states, events } = planWords;
    return err({ kind: 'illegal-transition', entity, from: states[plan.status], event: events.discard });
  });

/** Makes a deleted plan a draft again, with all that was in it. */
export const restorePlan = (deps: PlanDeps, request: PlanRequest, actor: Actor, now: Date): Changed =>
  changePlan(deps, { ...request, event: 'restore' }, actor, now, async (plan) => ok({ plan }));

/** Puts a closed plan in force again: its last edition, which has stayed public, is drawn from as before. */
export const reopenPlan = (deps: PlanDeps, request: PlanRequest, actor: Actor, now: Date): Changed =>
  changePlan(deps, { ...request, event: 'reopen' }, actor, now, async (plan) => ok({ plan }));
