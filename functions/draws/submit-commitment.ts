import { draws } from '../../shared/api/routes/draws.ts';
import { submitCommitment as submit } from '../../shared/use-cases/batch/ceremony.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const submitCommitment = operation(draws.routes.submitCommitment, async (deps, { params, body, actor, now }) =>
  shownBatch(await submit(deps, { id: params.id, ...body }, actor, now)),
);
