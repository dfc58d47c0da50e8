import { changes } from '../shared/api/routes/changes.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { consentToChange, refuseChange, withdrawChange } from '../shared/use-cases/registry/decide-change.ts';
import { findChange, listChanges } from '../shared/use-cases/registry/read-changes.ts';
import { requestChange } from '../shared/use-cases/registry/request-change.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(changes, {
  requestChange: async (deps, { body, newId, actor, now }) =>
    shown(await requestChange(deps, { id: newId, ...body }, actor, now), versioned),
  getChange: async (deps, { params, actor }) => shown(await findChange(deps, params.id, actor), versioned),
  listChanges: async (deps, { query, actor, page }) => {
    const found = await listChanges(deps, query.box, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  consentToChange: async (deps, { params, version, actor, now }) =>
    shown(await consentToChange(deps, { id: params.id, version }, actor, now), versioned),
  refuseChange: async (deps, { params, version, body, actor, now }) =>
    shown(await refuseChange(deps, { id: params.id, version, ...body }, actor, now), versioned),
  withdrawChange: async (deps, { params, version, actor, now }) =>
    shown(await withdrawChange(deps, { id: params.id, version }, actor, now), versioned),
});

export const handler = onLambda(createHandler, loadDependencies);
