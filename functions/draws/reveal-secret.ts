import { draws } from '../../shared/api/routes/draws.ts';
import { revealSecret as reveal } from '../../shared/use-cases/batch/ceremony.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const revealSecret = operation(draws.routes.revealSecret, async (deps, { params, body, actor, now }) =>
  shownBatch(await reveal(deps, { id: params.id, ...body }, actor, now)),
);
