import { recognition } from '../shared/api/routes/recognition.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { findRecognition, listRecognitions } from '../shared/use-cases/recognition/read-recognitions.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

// Few requests ask for these.
const list = () => import('../shared/use-cases/recognition/recognisable-items.ts');
const settle = () => import('../shared/use-cases/recognition/settle-recognition.ts');

export const createHandler = stepHandler(recognition, {
  listRecognisableItems: async (deps, { page }) => {
    const found = await (await list()).readRecognisableItems(deps, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  createRecognisableItem: async (deps, { body, actor, now }) =>
    shown(await (await list()).listRecognisableItem(deps, body, actor, now), versioned),
  updateRecognisableItem: async (deps, { params, body, version, actor, now }) =>
    shown(
      await (await list()).updateRecognisableItem(deps, { ...params, version, content: body }, actor, now),
      versioned,
    ),
  listRecentConclusions: async (deps, { params, actor, now }) => {
    const { recentConclusions } = await import('../shared/use-cases/recognition/recent-results.ts');
    return shown(await recentConclusions(deps, params.id, actor, now), (items) => ({ items }));
  },
  recogniseResult: async (deps, { params, body, version, actor, now }) => {
    const { recognise } = await import('../shared/use-cases/recognition/recognise.ts');
    return shown(await recognise(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  listRecognitions: async (deps, { query, actor, page }) => {
    const found = await listRecognitions(deps, query.view, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getRecognition: async (deps, { params, actor }) => shown(await findRecognition(deps, params.id, actor), versioned),
  confirmRecognition: async (deps, { params, version, actor, now }) =>
    shown(await (await settle()).confirmRecognition(deps, { ...params, version }, actor, now), versioned),
  withdrawRecognition: async (deps, { params, body, version, actor, now }) =>
    shown(await (await settle()).withdrawRecognition(deps, { ...params, ...body, version }, actor, now), versioned),
  getRecognitionFigures: async (deps, { query, actor }) => {
    const { recognitionFigures } = await import('../shared/use-cases/recognition/figures.ts');
    const { month, department: departments } = query;
    return ok(await recognitionFigures(deps, { month, departments }, actor));
  },
});

export const handler = onLambda(createHandler, loadDependencies);
