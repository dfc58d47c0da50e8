import { draws } from '../../shared/api/routes/draws.ts';
import { commitBatch as commit } from '../../shared/use-cases/batch-commit.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const commitBatch = operation(draws.routes.commitBatch, async (deps, { params, version, body, actor, now }) =>
  shownBatch(await commit(deps, { id: params.id, version, ...body }, actor, now)),
);
