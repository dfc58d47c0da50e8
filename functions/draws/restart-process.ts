import { draws } from '../../shared/api/routes/draws.ts';
import { restartProcess as restart } from '../../shared/use-cases/batch/process.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const restartProcess = operation(draws.routes.restartProcess, async (deps, { params, actor, now }) =>
  shownBatch(await restart(deps, { id: params.id }, actor, now)),
);
