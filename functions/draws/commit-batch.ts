import { draws } from '../../shared/api/routes/draws.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const commitBatch = operation(draws.routes.commitBatch, async (deps, { params, version, body, actor, now }) => {
  // One request of a batch's whole life needs it.
  const { commitBatch: commit } = await import('../../shared/use-cases/batch/commit-batch.ts');
  return shownBatch(await commit(deps, { id: params.id, version, ...body }, actor, now));
});
