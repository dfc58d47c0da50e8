import { results } from '../../shared/api/routes/results.ts';
import { ok } from '../../shared/base/result.ts';
import { createEvidence as create } from '../../shared/use-cases/result/evidence.ts';
import { operation } from '../http-handler.ts';

export const createEvidence = operation(results.routes.createEvidence, async (deps, { params, body, newId, actor }) => {
  const made = await create(deps, { id: params.id, evidenceId: newId, announced: body }, actor);
  if (!made.ok) return made;
  const { id, upload } = made.value;
  return ok({ id, upload: { ...upload, headers: { ...upload.headers } } });
});
