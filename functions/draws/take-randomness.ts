import { draws } from '../../shared/api/routes/draws.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const takeRandomness = operation(draws.routes.takeRandomness, async (deps, { params, actor, now }) => {
  // One request of a batch's whole life needs it.
  const { takeBeacon } = await import('../../shared/use-cases/batch/beacon.ts');
  return shownBatch(await takeBeacon(deps, { id: params.id }, actor, now));
});
