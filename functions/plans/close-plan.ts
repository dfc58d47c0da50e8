import { plans } from '../../shared/api/routes/plans.ts';
import { closePlan as close } from '../../shared/use-cases/plan/decide-plan.ts';
import { operation } from '../http-handler.ts';
import { shownPlan } from './plan-view.ts';

export const closePlan = operation(plans.routes.closePlan, async (deps, { params, version, actor, now }) =>
  shownPlan(await close(deps, { ...params, version }, actor, now)),
);
