import { amendments } from '../../shared/api/routes/amendments.ts';
import { withdrawRequest as withdraw } from '../../shared/use-cases/amendment/end-request.ts';
import { shownBatch } from '../draws/batch-view.ts';
import { operation } from '../http-handler.ts';

export const withdrawRequest = operation(amendments.routes.withdrawRequest, async (deps, { params, actor, now }) =>
  shownBatch(await withdraw(deps, params, actor, now)),
);
