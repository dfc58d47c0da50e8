import { repairs } from '../shared/api/routes/repairs.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { fileRepair, listRepairs, supplyPapers, withdrawRepair } from '../shared/use-cases/credit/file-repair.ts';
import { findRepair } from '../shared/use-cases/credit/repair-deps.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

const decisions = () => import('../shared/use-cases/credit/decide-repair.ts');

export const createHandler = stepHandler(repairs, {
  fileRepair: async (deps, { body, actor, now }) => shown(await fileRepair(deps, body, actor, now), versioned),
  listRepairs: async (deps, { query, actor, page }) => {
    const found = await listRepairs(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getRepair: async (deps, { params, actor }) => shown(await findRepair(deps, params.id, actor), versioned),
  askForPapers: async (deps, { params, body, version, actor, now }) => {
    const { askForPapers } = await decisions();
    return shown(await askForPapers(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  supplyPapers: async (deps, { params, body, version, actor, now }) =>
    shown(await supplyPapers(deps, { ...params, ...body, version }, actor, now), versioned),
  acceptRepair: async (deps, { params, version, actor, now }) => {
    const { acceptRepair } = await decisions();
    return shown(await acceptRepair(deps, { ...params, version }, actor, now), versioned);
  },
  notAcceptRepair: async (deps, { params, body, version, actor, now }) => {
    const { notAcceptRepair } = await decisions();
    return shown(await notAcceptRepair(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  grantRepair: async (deps, { params, body, version, actor, now }) => {
    const { grantRepair } = await decisions();
    return shown(await grantRepair(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  refuseRepair: async (deps, { params, body, version, actor, now }) => {
    const { refuseRepair } = await decisions();
    return shown(await refuseRepair(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  withdrawRepair: async (deps, { params, version, actor, now }) =>
    shown(await withdrawRepair(deps, { ...params, version }, actor, now), versioned),
  cancelRepair: async (deps, { params, body, version, actor, now }) => {
    const { cancelRepair } = await decisions();
    return shown(await cancelRepair(deps, { ...params, ...body, version }, actor, now), versioned);
  },
});

export const handler = onLambda(createHandler, loadDependencies);
