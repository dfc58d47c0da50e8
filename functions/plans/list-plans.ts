import { plans } from '../../shared/api/routes/plans.ts';
import { ok } from '../../shared/base/result.ts';
import { listPlans as list } from '../../shared/use-cases/plan/read-plans.ts';
import { operation } from '../http-handler.ts';
import { planHead } from './plan-view.ts';

export const listPlans = operation(plans.routes.listPlans, async (deps, { query, actor, page }) => {
  const found = await list(deps, query, actor, page);
  return ok({ ...found, items: found.items.map(planHead) });
});
