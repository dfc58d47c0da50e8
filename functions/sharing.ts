import { useView } from '../shared/api/routes/share-use-routes.ts';
import { sharing } from '../shared/api/routes/sharing.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import {
  correctData,
  fileDataCheck,
  findDataCheck,
  listDataChecks,
  upholdData,
  withdrawDataCheck,
} from '../shared/use-cases/sharing/data-checks.ts';
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
import { listShareUses, logShareUse } from '../shared/use-cases/sharing/share-uses.ts';
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
  logShareUse: async (deps, { params, body, newId, actor, now }) =>
    shown(await logShareUse(deps, { id: newId, requestId: params.id, content: body }, actor, now), useView(actor)),
  listShareUses: async (deps, { query, actor, page }) => {
    const found = await listShareUses(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(({ value }) => useView(actor)(value)) });
  },
  fileDataCheck: async (deps, { body, newId, actor, now }) =>
    shown(await fileDataCheck(deps, newId, body, actor, now), versioned),
  listDataChecks: async (deps, { query, actor, page }) => {
    const found = await listDataChecks(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getDataCheck: async (deps, { params, actor }) => shown(await findDataCheck(deps, params.id, actor), versioned),
  correctData: async (deps, { params, body, version, actor, now }) =>
    shown(await correctData(deps, { ...params, ...body, version }, actor, now), versioned),
  upholdData: async (deps, { params, body, version, actor, now }) =>
    shown(await upholdData(deps, { ...params, ...body, version }, actor, now), versioned),
  withdrawDataCheck: async (deps, { params, version, actor, now }) =>
    shown(await withdrawDataCheck(deps, { ...params, version }, actor, now), versioned),
});

export const handler = onLambda(createHandler, loadDependencies);
