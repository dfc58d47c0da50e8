import { draws } from '../../shared/api/routes/draws.ts';
import { freezeBatch as freeze } from '../../shared/use-cases/batch-freeze.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const freezeBatch = operation(draws.routes.freezeBatch, async (deps, { newId, body, actor, now }) =>
  shownBatch(await freeze(deps, { id: newId, ...body }, actor, now)),
);
