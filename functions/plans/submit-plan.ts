import { plans } from '../../shared/api/routes/plans.ts';
import { submitPlan as submit } from '../../shared/use-cases/plan/write-plan.ts';
import { operation } from '../http-handler.ts';
import { shownPlan } from './plan-view.ts';

export const submitPlan = operation(plans.routes.submitPlan, async (deps, { params, version, actor, now }) =>
  shownPlan(await submit(deps, { ...params, version }, actor, now)),
);
