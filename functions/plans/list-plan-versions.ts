import { plans } from '../../shared/api/routes/plans.ts';
import { ok } from '../../shared/base/result.ts';
import { listPlanVersions as list } from '../../shared/use-cases/plan/read-plans.ts';
import { operation } from '../http-handler.ts';
import { planHead } from './plan-view.ts';

export const listPlanVersions = operation(plans.routes.listPlanVersions, async (deps, { params, actor }) => {
  const versions = await list(deps, params.id, actor);
  return versions.ok ? ok({ items: versions.value.map(planHead) }) : versions;
});
