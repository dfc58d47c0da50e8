import { plans } from '../../shared/api/routes/plans.ts';
import { adjustPlan as adjust } from '../../shared/use-cases/plan/decide-plan.ts';
import { operation } from '../http-handler.ts';
import { shownPlan } from './plan-view.ts';

export const adjustPlan = operation(plans.routes.adjustPlan, async (deps, { params, body, version, actor, now }) =>
  shownPlan(await adjust(deps, { ...params, ...body, version }, actor, now)),
);
