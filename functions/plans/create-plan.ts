import { plans } from '../../shared/api/routes/plans.ts';
import { createPlan as create } from '../../shared/use-cases/plan/write-plan.ts';
import { operation } from '../http-handler.ts';
import { shownPlan } from './plan-view.ts';

export const createPlan = operation(plans.routes.createPlan, async (deps, { body, newId, actor, now }) =>
  shownPlan(await create(deps, { ...body, id: newId }, actor, now)),
);
