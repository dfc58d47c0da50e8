import { draws } from '../../shared/api/routes/draws.ts';
import { requestTeamChange as request } from '../../shared/use-cases/draw-team-change.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const requestTeamChange = operation(
  draws.routes.requestTeamChange,
  async (deps, { params, body, newId, actor, now }) =>
    shownBatch(await request(deps, { id: params.id, changeId: newId, ...body }, actor, now)),
);
