import { amendments } from '../../shared/api/routes/amendments.ts';
import { requestTeamChange as request } from '../../shared/use-cases/amendment/request-team-change.ts';
import { shownBatch } from '../draws/batch-view.ts';
import { operation } from '../http-handler.ts';

export const requestTeamChange = operation(
  amendments.routes.requestTeamChange,
  async (deps, { params, body, newId, actor, now }) =>
    shownBatch(await request(deps, { id: params.id, changeId: newId, ...body }, actor, now)),
);
