import { amendments } from '../../shared/api/routes/amendments.ts';
import { approveVoid as approve } from '../../shared/use-cases/amendment/void-batch.ts';
import { shownBatch } from '../draws/batch-view.ts';
import { operation } from '../http-handler.ts';

export const approveVoid = operation(amendments.routes.approveVoid, async (deps, { params, actor, now }) =>
  shownBatch(await approve(deps, params, actor, now)),
);
