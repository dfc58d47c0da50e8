import { draws } from '../../shared/api/routes/draws.ts';
import { submitNotaryCommitment as submit } from '../../shared/use-cases/batch/ceremony.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const submitNotaryCommitment = operation(
  draws.routes.submitNotaryCommitment,
  async (deps, { params, body, actor, now }) => shownBatch(await submit(deps, { id: params.id, ...body }, actor, now)),
);
