import { sharing } from '../shared/api/routes/sharing.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import {
  listShareCatalogue,
  listShareEntry,
  removeShareEntry,
  updateShareEntry,
} from '../shared/use-cases/sharing/share-entries.ts';
import {
  closeShareRequest,
  decideShareDispute,
  disputeShareRequest,
  extendShareRequest,
  fileShareRequest,
  findShareRequest,
  grantShareRequest,
  listShareRequests,
  openShareRequest,
  refuseShareRequest,
} from '../shared/use-cases/sharing/share-requests.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(sharing, {
  listShareCatalogue: async (deps, { query, page }) => {
    const found = await listShareCatalogue(deps, query, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  createShareEntry: async (deps, { body, newId, actor, now }) =>
    shown(await listShareEntry(deps, newId, body, actor, now), versioned),
  updateShareEntry: async (deps, { params, body, version, actor, now }) =>
    shown(await updateShareEntry(deps, { ...params, version, content: body }, actor, now), versioned),
  removeShareEntry: async (deps, { params, body, version, actor, now }) =>
    shown(await removeShareEntry(deps, { ...params, ...body, version }, actor, now), versioned),
  fileShareRequest: async (deps, { body, newId, actor, now }) =>
    shown(await fileShareRequest(deps, newId, body, actor, now), versioned),
  listShareRequests: async (deps, { query, actor, page }) => {
    const found = await listShareRequests(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getShareRequest: async (deps, { params, actor }) => shown(await findShareRequest(deps, params.id, actor), versioned),
  grantShareRequest: async (deps, { params, version, actor, now }) =>
    shown(await grantShareRequest(deps, { ...params, version }, actor, now), versioned),
  refuseShareRequest: async (deps, { params, body, version, actor, now }) =>
    shown(await refuseShareRequest(deps, { ...params, ...body, version }, actor, now), versioned),
  extendShareRequest: async (deps, { params, body, version, actor, now }) =>
    shown(await extendShareRequest(deps, { ...params, ...body, version }, actor, now), versioned),
  openShareRequest: async (deps, { params, version, actor, now }) =>
    shown(await openShareRequest(deps, { ...params, version }, actor, now), versioned),
  disputeShareRequest: async (deps, { params, version, actor, now }) =>
    shown(await disputeShareRequest(deps, { ...params, version }, actor, now), versioned),
  decideShareDispute: async (deps, { params, body, version, actor, now }) =>
    shown(await decideShareDispute(deps, { ...params, ...body, version }, actor, now), versioned),
  closeShareRequest: async (deps, { params, version, actor, now }) =>
    shown(await closeShareRequest(deps, { ...params, version }, actor, now), versioned),
});

export const handler = onLambda(createHandler, loadDependencies);
