import { draws } from '../../shared/api/routes/draws.ts';
import { ok } from '../../shared/base/result.ts';
import { listBatches as list } from '../../shared/use-cases/batch/read-batches.ts';
import { operation } from '../http-handler.ts';
import { batchView } from './batch-view.ts';

export const listBatches = operation(draws.routes.listBatches, async (deps, { query, actor, page }) => {
  const found = await list(deps, query, actor, page);
  return ok({ ...found, items: found.items.map(batchView) });
});
