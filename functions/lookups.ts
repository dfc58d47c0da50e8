import { lookups } from '../shared/api/routes/lookups.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import type { Lookup } from '../shared/domain/lookup/lookup.ts';
import {
  endSanction,
  findSanction,
  listSanctions,
  recordSanction,
} from '../shared/use-cases/lookup/decide-sanction.ts';
import { findLookup, findSupervisionLookup, listLookups, lookUp } from '../shared/use-cases/lookup/look-up.ts';
import { slipOf } from '../shared/use-cases/lookup/slip.ts';
import type { Stored } from '../shared/use-cases/ports/records.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

const withSlip = ({ value }: Stored<Lookup>) => ({ ...value, slip: slipOf(value) });

export const createHandler = stepHandler(lookups, {
  lookUp: async (deps, { body, newId, actor, now }) => shown(await lookUp(deps, newId, body, actor, now), withSlip),
  lookUpForSupervision: async (deps, { body, newId, actor, now }) =>
    shown(await lookUp(deps, newId, { ...body, purpose: 'supervision' }, actor, now), withSlip),
  listLookups: async (deps, { query, actor, page }) => {
    const found = await listLookups(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(withSlip) });
  },
  listSupervisionLookups: async (deps, { query, actor, page }) => {
    const found = await listLookups(deps, { ...query, purpose: ['supervision'] }, actor, page);
    return ok({ ...found, items: found.items.map(withSlip) });
  },
  getSupervisionLookup: async (deps, { params, actor }) =>
    shown(await findSupervisionLookup(deps, params.id, actor), withSlip),
  getLookup: async (deps, { params, actor }) => shown(await findLookup(deps, params.id, actor), withSlip),
  recordSanction: async (deps, { params, body, actor, now }) =>
    shown(await recordSanction(deps, { ...body, lookupId: params.id }, actor, now), versioned),
  listSanctions: async (deps, { query, actor, page }) => {
    const found = await listSanctions(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getSanction: async (deps, { params, actor }) => shown(await findSanction(deps, params.id, actor), versioned),
  liftSanction: async (deps, { params, body, version, actor, now }) =>
    shown(await endSanction(deps, { ...params, ...body, event: 'lift', version }, actor, now), versioned),
  withdrawSanction: async (deps, { params, body, version, actor, now }) =>
    shown(await endSanction(deps, { ...params, ...body, event: 'withdraw', version }, actor, now), versioned),
});

export const handler = onLambda(createHandler, loadDependencies);
