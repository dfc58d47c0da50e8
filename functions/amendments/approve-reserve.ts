import { amendments } from '../../shared/api/routes/amendments.ts';
import { shownBatch } from '../draws/batch-view.ts';
import { operation } from '../http-handler.ts';

export const approveReserve = operation(amendments.routes.approveReserve, async (deps, { params, actor, now }) => {
  // Few of the step's requests look for somebody in the draw's own order.
  const { approveReserve: approve } = await import('../../shared/use-cases/amendment/approve-reserve.ts');
  return shownBatch(await approve(deps, params, actor, now));
});
