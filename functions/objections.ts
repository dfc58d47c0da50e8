import { objections } from '../shared/api/routes/objections.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { findObjection } from '../shared/use-cases/objection/objection-deps.ts';
import { listObjections } from '../shared/use-cases/objection/read-objections.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

const handling = () => import('../shared/use-cases/objection/handle-objection.ts');

export const createHandler = stepHandler(objections, {
  fileObjection: async (deps, { body, newId, actor, now }) => {
    const { fileObjection } = await handling();
    return shown(await fileObjection(deps, newId, body, actor, now), versioned);
  },
  listObjections: async (deps, { query, actor, page }) => {
    const found = await listObjections(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getObjection: async (deps, { params, actor }) => shown(await findObjection(deps, params.id, actor), versioned),
  acceptObjection: async (deps, { params, body, version, actor, now }) => {
    const { acceptObjection } = await handling();
    return shown(await acceptObjection(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  refuseObjection: async (deps, { params, body, version, actor, now }) => {
    const { refuseObjection } = await handling();
    return shown(await refuseObjection(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  upholdObjection: async (deps, { params, body, version, actor, now }) => {
    const { upholdObjection } = await handling();
    return shown(await upholdObjection(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  dismissObjection: async (deps, { params, body, version, actor, now }) => {
    const { dismissObjection } = await handling();
    return shown(await dismissObjection(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  withdrawObjection: async (deps, { params, version, actor, now }) => {
    const { withdrawObjection } = await handling();
    return shown(await withdrawObjection(deps, { ...params, version }, actor, now), versioned);
  },
});

export const handler = onLambda(createHandler, loadDependencies);
