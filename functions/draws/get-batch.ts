import { draws } from '../../shared/api/routes/draws.ts';
import { getBatch as get } from '../../shared/use-cases/batch/read-batches.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const getBatch = operation(draws.routes.getBatch, async (deps, { params, actor }) =>
  shownBatch(await get(deps, params.id, actor)),
);
