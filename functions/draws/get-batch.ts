import { draws } from '../../shared/api/routes/draws.ts';
import { findBatch } from '../../shared/use-cases/batch-changes.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const getBatch = operation(draws.routes.getBatch, async (deps, { params, actor }) =>
  shownBatch(await findBatch(deps, params.id, actor)),
);
