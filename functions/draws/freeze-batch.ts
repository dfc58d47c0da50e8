import { draws } from '../../shared/api/routes/draws.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const freezeBatch = operation(draws.routes.freezeBatch, async (deps, { newId, body, actor, now }) => {
  // One request of a batch's whole life needs it.
  const { freezeBatch: freeze } = await import('../../shared/use-cases/frame/freeze-batch.ts');
  return shownBatch(await freeze(deps, { id: newId, ...body }, actor, now));
});
