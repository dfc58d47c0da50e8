import { amendments } from '../../shared/api/routes/amendments.ts';
import { requestReserve as request } from '../../shared/use-cases/amendment/request-reserve.ts';
import { shownBatch } from '../draws/batch-view.ts';
import { operation } from '../http-handler.ts';

export const requestReserve = operation(
  amendments.routes.requestReserve,
  async (deps, { params, body, newId, actor, now }) =>
    shownBatch(await request(deps, { id: params.id, reserveId: newId, ...body }, actor, now)),
);
