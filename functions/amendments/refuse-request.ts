import { amendments } from '../../shared/api/routes/amendments.ts';
import { refuseRequest as refuse } from '../../shared/use-cases/amendment/end-request.ts';
import { shownBatch } from '../draws/batch-view.ts';
import { operation } from '../http-handler.ts';

export const refuseRequest = operation(amendments.routes.refuseRequest, async (deps, { params, body, actor, now }) =>
  shownBatch(await refuse(deps, { ...params, ...body }, actor, now)),
);
