import { amendments } from '../../shared/api/routes/amendments.ts';
import { requestVoid as request } from '../../shared/use-cases/amendment/void-batch.ts';
import { shownBatch } from '../draws/batch-view.ts';
import { operation } from '../http-handler.ts';

export const requestVoid = operation(amendments.routes.requestVoid, async (deps, { params, body, newId, actor, now }) =>
  shownBatch(await request(deps, { id: params.id, requestId: newId, ...body }, actor, now)),
);
