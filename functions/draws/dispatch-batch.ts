import { draws } from '../../shared/api/routes/draws.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const dispatchBatch = operation(draws.routes.dispatchBatch, async (deps, { params, actor, now }) => {
  // The process does this; a request only where it did not.
  const { dispatchBatch: dispatch } = await import('../../shared/use-cases/batch/dispatch-batch.ts');
  return shownBatch(await dispatch(deps, { id: params.id }, actor, now));
});
