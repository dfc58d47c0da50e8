import { plans } from '../../shared/api/routes/plans.ts';
import { returnPlan as giveBack } from '../../shared/use-cases/plan/decide-plan.ts';
import { operation } from '../http-handler.ts';
import { shownPlan } from './plan-view.ts';

export const returnPlan = operation(plans.routes.returnPlan, async (deps, { params, body, version, actor, now }) =>
  shownPlan(await giveBack(deps, { ...params, ...body, version }, actor, now)),
);
