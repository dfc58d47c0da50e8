import { draws } from '../../shared/api/routes/draws.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const drawBatch = operation(draws.routes.drawBatch, async (deps, { params, actor, now }) => {
  // The process does this; a request only where it did not.
  const { drawBatch: draw } = await import('../../shared/use-cases/draw/draw-batch.ts');
  return shownBatch(await draw(deps, { id: params.id }, actor, now));
});
