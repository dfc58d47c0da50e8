import { draws } from '../../shared/api/routes/draws.ts';
import { requestReserve as request } from '../../shared/use-cases/draw-reserve-request.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const requestReserve = operation(
  draws.routes.requestReserve,
  async (deps, { params, body, newId, actor, now }) =>
    shownBatch(await request(deps, { id: params.id, reserveId: newId, ...body }, actor, now)),
);
