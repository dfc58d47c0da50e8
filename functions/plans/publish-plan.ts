import { plans } from '../../shared/api/routes/plans.ts';
import { publishPlan as publish } from '../../shared/use-cases/plan/publish-plan.ts';
import { operation } from '../http-handler.ts';
import { shownPlan } from './plan-view.ts';

export const publishPlan = operation(plans.routes.publishPlan, async (deps, { params, version, actor, now }) =>
  shownPlan(await publish(deps, { ...params, version }, actor, now)),
);
