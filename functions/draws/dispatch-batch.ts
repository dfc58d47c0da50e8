import { draws } from '../../shared/api/routes/draws.ts';
import { dispatchBatch as dispatch } from '../../shared/use-cases/batch-dispatch.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const dispatchBatch = operation(draws.routes.dispatchBatch, async (deps, { params, actor, now }) =>
  shownBatch(await dispatch(deps, { id: params.id }, actor, now)),
);
