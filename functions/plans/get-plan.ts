import { plans } from '../../shared/api/routes/plans.ts';
import { getPlan as get } from '../../shared/use-cases/plan/read-plans.ts';
import { operation } from '../http-handler.ts';
import { shownPlan } from './plan-view.ts';

export const getPlan = operation(plans.routes.getPlan, async (deps, { params, query, actor }) =>
  shownPlan(await get(deps, { ...params, ...query }, actor)),
);
