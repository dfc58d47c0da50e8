import { plans } from '../../shared/api/routes/plans.ts';
import { updatePlan as update } from '../../shared/use-cases/plan/write-plan.ts';
import { operation } from '../http-handler.ts';
import { shownPlan } from './plan-view.ts';

export const updatePlan = operation(plans.routes.updatePlan, async (deps, { params, body, version, actor, now }) =>
  shownPlan(await update(deps, { ...params, ...body, version }, actor, now)),
);
