import { draws } from '../../shared/api/routes/draws.ts';
import { approveReserve as approve } from '../../shared/use-cases/draw-reserve.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const approveReserve = operation(draws.routes.approveReserve, async (deps, { params, actor, now }) =>
  shownBatch(await approve(deps, params, actor, now)),
);
