import { draws } from '../../shared/api/routes/draws.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const submitBeacon = operation(draws.routes.submitBeacon, async (deps, { params, body, actor, now }) => {
  // One request of a batch's whole life needs it.
  const { submitBeacon: submit } = await import('../../shared/use-cases/batch/beacon.ts');
  return shownBatch(await submit(deps, { id: params.id, ...body }, actor, now));
});
