import { draws } from '../../shared/api/routes/draws.ts';
import { publishDrawList as publish } from '../../shared/use-cases/draw-list.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const publishDrawList = operation(draws.routes.publishDrawList, async (deps, { params, actor, now }) =>
  shownBatch(await publish(deps, { id: params.id }, actor, now)),
);
