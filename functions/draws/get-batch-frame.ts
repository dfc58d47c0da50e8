import { draws } from '../../shared/api/routes/draws.ts';
import { getBatchFrame as addressOf } from '../../shared/use-cases/batch/read-batches.ts';
import { operation } from '../http-handler.ts';

export const getBatchFrame = operation(draws.routes.getBatchFrame, (deps, { params, actor }) =>
  addressOf(deps, params, actor),
);
