import { amendments } from '../../shared/api/routes/amendments.ts';
import { approveReserve as approve } from '../../shared/use-cases/draw-reserve.ts';
import { shownBatch } from '../draws/batch-view.ts';
import { operation } from '../http-handler.ts';

export const approveReserve = operation(amendments.routes.approveReserve, async (deps, { params, actor, now }) =>
  shownBatch(await approve(deps, params, actor, now)),
);
