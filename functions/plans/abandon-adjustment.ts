import { plans } from '../../shared/api/routes/plans.ts';
import { abandonAdjustment as abandon } from '../../shared/use-cases/plan/decide-plan.ts';
import { operation } from '../http-handler.ts';
import { shownPlan } from './plan-view.ts';

export const abandonAdjustment = operation(
  plans.routes.abandonAdjustment,
  async (deps, { params, version, actor, now }) => shownPlan(await abandon(deps, { ...params, version }, actor, now)),
);
