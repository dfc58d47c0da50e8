import { listEntries } from '../shared/api/routes/listEntries.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import {
  answerListing,
  approveRemoval,
  contestListing,
  dropListing,
  enterOnList,
  notifyListing,
  requestRemoval,
  requestRevocation,
  revokeListing,
} from '../shared/use-cases/credit/decide-entry.ts';
import { findListEntry } from '../shared/use-cases/credit/list-entry-deps.ts';
import { listListEntries, suggestListing } from '../shared/use-cases/credit/propose-entry.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(listEntries, {
  suggestListing: async (deps, { body, actor, now }) => shown(await suggestListing(deps, body, actor, now), versioned),
  listListEntries: async (deps, { query, actor, page }) => {
    const found = await listListEntries(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getListEntry: async (deps, { params, actor }) => shown(await findListEntry(deps, params.id, actor), versioned),
  notifyListing: async (deps, { params, body, version, actor, now }) =>
    shown(await notifyListing(deps, { ...params, version, notice: body }, actor, now), versioned),
  contestListing: async (deps, { params, body, version, actor, now }) =>
    shown(await contestListing(deps, { ...params, ...body, version }, actor, now), versioned),
  answerListing: async (deps, { params, body, version, actor, now }) =>
    shown(await answerListing(deps, { ...params, ...body, version }, actor, now), versioned),
  enterOnList: async (deps, { params, body, version, actor, now }) =>
    shown(await enterOnList(deps, { ...params, ...body, version }, actor, now), versioned),
  dropListing: async (deps, { params, body, version, actor, now }) =>
    shown(await dropListing(deps, { ...params, ...body, version }, actor, now), versioned),
  requestRemoval: async (deps, { params, body, version, actor, now }) =>
    shown(await requestRemoval(deps, { ...params, version, removal: body }, actor, now), versioned),
  requestRevocation: async (deps, { params, body, version, actor, now }) =>
    shown(await requestRevocation(deps, { ...params, version, removal: body }, actor, now), versioned),
  approveRemoval: async (deps, { params, body, version, actor, now }) =>
    shown(await approveRemoval(deps, { ...params, ...body, version }, actor, now), versioned),
  revokeListing: async (deps, { params, body, version, actor, now }) =>
    shown(await revokeListing(deps, { ...params, ...body, version }, actor, now), versioned),
});

export const handler = onLambda(createHandler, loadDependencies);
