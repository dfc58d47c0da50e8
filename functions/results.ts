import { results } from '../shared/api/routes/results.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { findResult } from '../shared/use-cases/result/change-result.ts';
import { listResults, listResultVersions } from '../shared/use-cases/result/read-results.ts';
import { clearResult, saveResult } from '../shared/use-cases/result/save-result.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

const decisions = () => import('../shared/use-cases/result/decide-result.ts');
const evidence = () => import('../shared/use-cases/result/evidence.ts');

/** What is imported inside an operation hands a result on, undoes, decides or moves files; most requests read and save. */
export const createHandler = stepHandler(results, {
  listResults: async (deps, { query, actor, page, now }) => {
    // Somebody who is no inspector has no visits; no inspector's id is empty.
    const inspectorId = query.mine && (actor.inspectorId ?? '');
    const { department: departments, batch: batchId, status: statuses, object: objectId, deadline, name, code } = query;
    const asked = { departments, batchId, statuses, objectId, deadline, inspectorId, name, code };
    const found = await listResults(deps, asked, actor, page, now);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getResult: async (deps, { params, actor }) => shown(await findResult(deps, params.id, actor), versioned),
  listResultVersions: async (deps, { params, actor }) =>
    shown(await listResultVersions(deps, params.id, actor), (versions) => ({ items: versions.map(versioned) })),
  saveResult: async (deps, { params, body, version, actor, now }) =>
    shown(await saveResult(deps, { ...params, version, draft: body }, actor, now), versioned),
  clearResult: async (deps, { params, version, actor, now }) =>
    shown(await clearResult(deps, { ...params, version }, actor, now), versioned),
  submitResult: async (deps, { params, body, version, actor, now }) => {
    const { submitResult } = await import('../shared/use-cases/result/submit-result.ts');
    return shown(await submitResult(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  takeBackResult: async (deps, { params, version, actor, now }) => {
    const { takeBackResult } = await import('../shared/use-cases/result/take-back.ts');
    return shown(await takeBackResult(deps, { ...params, version }, actor, now), versioned);
  },
  approveResult: async (deps, { params, version, actor, now }) => {
    const { approveResult } = await decisions();
    return shown(await approveResult(deps, { ...params, version }, actor, now), versioned);
  },
  returnResult: async (deps, { params, body, version, actor, now }) => {
    const { returnResult } = await decisions();
    return shown(await returnResult(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  correctResult: async (deps, { params, body, version, actor, now }) => {
    const { correctResult } = await decisions();
    return shown(await correctResult(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  abandonCorrection: async (deps, { params, version, actor, now }) => {
    const { abandonCorrection } = await import('../shared/use-cases/result/take-back.ts');
    return shown(await abandonCorrection(deps, { ...params, version }, actor, now), versioned);
  },
  createEvidence: async (deps, { params, body, newId, actor }) => {
    const { createEvidence } = await evidence();
    return shown(
      await createEvidence(deps, { id: params.id, evidenceId: newId, announced: body }, actor),
      ({ id, upload }) => ({ id, upload: { ...upload, headers: { ...upload.headers } } }),
    );
  },
  confirmEvidence: async (deps, { params, body, actor, now }) => {
    const { confirmEvidence } = await evidence();
    return shown(await confirmEvidence(deps, { ...params, announced: body }, actor, now), versioned);
  },
  removeEvidence: async (deps, { params, version, actor, now }) => {
    const { removeEvidence } = await import('../shared/use-cases/result/remove-evidence.ts');
    return shown(await removeEvidence(deps, { ...params, version }, actor, now), versioned);
  },
  getEvidence: async (deps, { params, actor }) => {
    const { getEvidence } = await evidence();
    return getEvidence(deps, params, actor);
  },
});

export const handler = onLambda(createHandler, loadDependencies);
