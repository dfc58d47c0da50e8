import { planHead, plans } from '../shared/api/routes/plans.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import {
  abandonAdjustment,
  adjustPlan,
  approvePlan,
  closePlan,
  returnPlan,
} from '../shared/use-cases/plan/decide-plan.ts';
import { listJointItems } from '../shared/use-cases/plan/item-list.ts';
import { previewEntry } from '../shared/use-cases/plan/preview-entry.ts';
import { publishPlan } from '../shared/use-cases/plan/publish-plan.ts';
import { getPlan, listPlans, listPlanVersions } from '../shared/use-cases/plan/read-plans.ts';
import { useReading } from '../shared/use-cases/plan/registry-readings.ts';
import { createPlan, submitPlan, updatePlan } from '../shared/use-cases/plan/write-plan.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(plans, {
  createPlan: async (deps, { body, newId, actor, now }) =>
    shown(await createPlan(deps, { ...body, id: newId }, actor, now), versioned),
  getPlan: async (deps, { params, query, actor }) =>
    shown(await getPlan(deps, { ...params, ...query }, actor), versioned),
  listPlans: async (deps, { query, actor, page }) => {
    const found = await listPlans(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(planHead) });
  },
  listPlanVersions: async (deps, { params, actor }) =>
    shown(await listPlanVersions(deps, params.id, actor), (versions) => ({ items: versions.map(planHead) })),
  updatePlan: async (deps, { params, body, version, actor, now }) =>
    shown(await updatePlan(deps, { ...params, ...body, version }, actor, now), versioned),
  previewEntry: async (deps, { params, body, actor, now }) => {
    const allowed = await useReading(deps, actor, now);
    return allowed.ok ? previewEntry(deps, params.id, body, actor) : allowed;
  },
  submitPlan: async (deps, { params, version, actor, now }) =>
    shown(await submitPlan(deps, { ...params, version }, actor, now), versioned),
  returnPlan: async (deps, { params, body, version, actor, now }) =>
    shown(await returnPlan(deps, { ...params, ...body, version }, actor, now), versioned),
  approvePlan: async (deps, { params, version, actor, now }) =>
    shown(await approvePlan(deps, { ...params, version }, actor, now), versioned),
  publishPlan: async (deps, { params, version, actor, now }) =>
    shown(await publishPlan(deps, { ...params, version }, actor, now), versioned),
  adjustPlan: async (deps, { params, body, version, actor, now }) =>
    shown(await adjustPlan(deps, { ...params, ...body, version }, actor, now), versioned),
  abandonAdjustment: async (deps, { params, version, actor, now }) =>
    shown(await abandonAdjustment(deps, { ...params, version }, actor, now), versioned),
  closePlan: async (deps, { params, version, actor, now }) =>
    shown(await closePlan(deps, { ...params, version }, actor, now), versioned),
  listJointItems: async (deps) => ok({ items: await listJointItems(deps) }),
});

export const handler = onLambda(createHandler, loadDependencies);
