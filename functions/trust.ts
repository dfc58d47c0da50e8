import { trust } from '../shared/api/routes/trust.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { present } from '../shared/use-cases/change-record.ts';
import {
  addGuidance,
  approveTrustPeriod,
  dropTrustPeriod,
  listTrustPeriods,
  proposeTrustPeriod,
  revokeTrustPeriod,
} from '../shared/use-cases/trust/trust-periods.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(trust, {
  proposeTrustPeriod: async (deps, { body, actor, now }) =>
    shown(await proposeTrustPeriod(deps, body, actor, now), versioned),
  listTrustPeriods: async (deps, { query, page }) => {
    const found = await listTrustPeriods(deps, query, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getTrustPeriod: async (deps, { params }) => shown(await present(deps.records, 'trust-period', params.id), versioned),
  approveTrustPeriod: async (deps, { params, version, actor, now }) =>
    shown(await approveTrustPeriod(deps, { ...params, version }, actor, now), versioned),
  dropTrustPeriod: async (deps, { params, body, version, actor, now }) =>
    shown(await dropTrustPeriod(deps, { ...params, ...body, version }, actor, now), versioned),
  revokeTrustPeriod: async (deps, { params, body, version, actor, now }) =>
    shown(await revokeTrustPeriod(deps, { ...params, ...body, version }, actor, now), versioned),
  addGuidance: async (deps, { params, body, version, actor, now }) =>
    shown(await addGuidance(deps, { ...params, ...body, version }, actor, now), versioned),
});

export const handler = onLambda(createHandler, loadDependencies);
