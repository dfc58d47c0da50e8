import { draws } from '../../shared/api/routes/draws.ts';
import { drawBatch as draw } from '../../shared/use-cases/draw-batch.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const drawBatch = operation(draws.routes.drawBatch, async (deps, { params, actor, now }) =>
  shownBatch(await draw(deps, { id: params.id }, actor, now)),
);
