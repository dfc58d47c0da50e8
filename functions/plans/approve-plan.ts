import { plans } from '../../shared/api/routes/plans.ts';
import { approvePlan as approve } from '../../shared/use-cases/plan/decide-plan.ts';
import { operation } from '../http-handler.ts';
import { shownPlan } from './plan-view.ts';

export const approvePlan = operation(plans.routes.approvePlan, async (deps, { params, version, actor, now }) =>
  shownPlan(await approve(deps, { ...params, version }, actor, now)),
);
