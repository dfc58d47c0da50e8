import { draws } from '../../shared/api/routes/draws.ts';
import { approveVoid as approve } from '../../shared/use-cases/batch-void.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const approveVoid = operation(draws.routes.approveVoid, async (deps, { params, actor, now }) =>
  shownBatch(await approve(deps, { id: params.id }, actor, now)),
);
