import { listEntries } from '../shared/api/routes/listEntries.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { findListEntry } from '../shared/use-cases/credit/list-entry-deps.ts';
import { listListEntries, suggestListing } from '../shared/use-cases/credit/propose-entry.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

const decisions = () => import('../shared/use-cases/credit/decide-entry.ts');

export const createHandler = stepHandler(listEntries, {
  suggestListing: async (deps, { body, actor, now }) => shown(await suggestListing(deps, body, actor, now), versioned),
  listListEntries: async (deps, { query, actor, page }) => {
    const found = await listListEntries(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getListEntry: async (deps, { params, actor }) => shown(await findListEntry(deps, params.id, actor), versioned),
  notifyListing: async (deps, { params, body, version, actor, now }) => {
    const { notifyListing } = await decisions();
    return shown(await notifyListing(deps, { ...params, version, notice: body }, actor, now), versioned);
  },
  contestListing: async (deps, { params, body, version, actor, now }) => {
    const { contestListing } = await decisions();
    return shown(await contestListing(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  answerListing: async (deps, { params, body, version, actor, now }) => {
    const { answerListing } = await decisions();
    return shown(await answerListing(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  enterOnList: async (deps, { params, body, version, actor, now }) => {
    const { enterOnList } = await decisions();
    return shown(await enterOnList(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  dropListing: async (deps, { params, body, version, actor, now }) => {
    const { dropListing } = await decisions();
    return shown(await dropListing(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  requestRemoval: async (deps, { params, body, version, actor, now }) => {
    const { requestRemoval } = await decisions();
    return shown(await requestRemoval(deps, { ...params, version, removal: body }, actor, now), versioned);
  },
  requestRevocation: async (deps, { params, body, version, actor, now }) => {
    const { requestRevocation } = await decisions();
    return shown(await requestRevocation(deps, { ...params, version, removal: body }, actor, now), versioned);
  },
  approveRemoval: async (deps, { params, body, version, actor, now }) => {
    const { approveRemoval } = await decisions();
    return shown(await approveRemoval(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  revokeListing: async (deps, { params, body, version, actor, now }) => {
    const { revokeListing } = await decisions();
    return shown(await revokeListing(deps, { ...params, ...body, version }, actor, now), versioned);
  },
});

export const handler = onLambda(createHandler, loadDependencies);
