import { planHead, plans, planView } from '../shared/api/routes/plans.ts';
import { shown } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { answerPlan, consultPlan } from '../shared/use-cases/plan/consult-plan.ts';
import {
  abandonAdjustment,
  adjustPlan,
  approvePlan,
  closePlan,
  returnPlan,
} from '../shared/use-cases/plan/decide-plan.ts';
import { listJointItems } from '../shared/use-cases/plan/item-list.ts';
import { getPlan, listPlans, listPlanVersions } from '../shared/use-cases/plan/read-plans.ts';
import { useReading } from '../shared/use-cases/plan/registry-readings.ts';
import { discardPlan, reopenPlan, restorePlan, takeBackPlan } from '../shared/use-cases/plan/take-back-plan.ts';
import { createPlan, submitPlan, updatePlan } from '../shared/use-cases/plan/write-plan.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

/** What is imported inside an operation reads registries or writes what is public, which few requests do. */
export const createHandler = stepHandler(plans, {
  createPlan: async (deps, { body, newId, actor, now }) =>
    shown(await createPlan(deps, { ...body, id: newId }, actor, now), planView(now)),
  getPlan: async (deps, { params, query, actor, now }) =>
    shown(await getPlan(deps, { ...params, ...query }, actor), planView(now)),
  listPlans: async (deps, { query, actor, page }) => {
    const found = await listPlans(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(planHead) });
  },
  listPlanVersions: async (deps, { params, actor }) =>
    shown(await listPlanVersions(deps, params.id, actor), (versions) => ({ items: versions.map(planHead) })),
  updatePlan: async (deps, { params, body, version, actor, now }) =>
    shown(await updatePlan(deps, { ...params, ...body, version }, actor, now), planView(now)),
  previewEntry: async (deps, { params, body, actor, now }) => {
    const allowed = await useReading(deps, actor, now);
    if (!allowed.ok) return allowed;
    const { previewEntry } = await import('../shared/use-cases/plan/preview-entry.ts');
    return previewEntry(deps, params.id, body, actor, now);
  },
  consultPlan: async (deps, { params, body, version, actor, now }) =>
    shown(await consultPlan(deps, { ...params, ...body, version }, actor, now), planView(now)),
  answerPlan: async (deps, { params, body, version, actor, now }) =>
    shown(await answerPlan(deps, { ...params, ...body, version }, actor, now), planView(now)),
  submitPlan: async (deps, { params, version, actor, now }) =>
    shown(await submitPlan(deps, { ...params, version }, actor, now), planView(now)),
  takeBackPlan: async (deps, { params, version, actor, now }) =>
    shown(await takeBackPlan(deps, { ...params, version }, actor, now), planView(now)),
  returnPlan: async (deps, { params, body, version, actor, now }) =>
    shown(await returnPlan(deps, { ...params, ...body, version }, actor, now), planView(now)),
  approvePlan: async (deps, { params, version, actor, now }) =>
    shown(await approvePlan(deps, { ...params, version }, actor, now), planView(now)),
  publishPlan: async (deps, { params, version, actor, now }) => {
    const { publishPlan } = await import('../shared/use-cases/plan/publish-plan.ts');
    return shown(await publishPlan(deps, { ...params, version }, actor, now), planView(now));
  },
  adjustPlan: async (deps, { params, body, version, actor, now }) =>
    shown(await adjustPlan(deps, { ...params, ...body, version }, actor, now), planView(now)),
  abandonAdjustment: async (deps, { params, version, actor, now }) =>
    shown(await abandonAdjustment(deps, { ...params, version }, actor, now), planView(now)),
  closePlan: async (deps, { params, version, actor, now }) =>
    shown(await closePlan(deps, { ...params, version }, actor, now), planView(now)),
  reopenPlan: async (deps, { params, version, actor, now }) =>
    shown(await reopenPlan(deps, { ...params, version }, actor, now), planView(now)),
  discardPlan: async (deps, { params, version, actor, now }) =>
    shown(await discardPlan(deps, { ...params, version }, actor, now), planView(now)),
  restorePlan: async (deps, { params, version, actor, now }) =>
    shown(await restorePlan(deps, { ...params, version }, actor, now), planView(now)),
  listJointItems: async (deps) => ok({ items: await listJointItems(deps) }),
});

export const handler = onLambda(createHandler, loadDependencies);
