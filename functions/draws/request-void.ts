import { draws } from '../../shared/api/routes/draws.ts';
import { requestVoid as request } from '../../shared/use-cases/batch-void.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const requestVoid = operation(draws.routes.requestVoid, async (deps, { params, body, actor, now }) =>
  shownBatch(await request(deps, { id: params.id, ...body }, actor, now)),
);
