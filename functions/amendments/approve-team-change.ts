import { amendments } from '../../shared/api/routes/amendments.ts';
import { approveTeamChange as approve } from '../../shared/use-cases/draw-team-change.ts';
import { shownBatch } from '../draws/batch-view.ts';
import { operation } from '../http-handler.ts';

export const approveTeamChange = operation(amendments.routes.approveTeamChange, async (deps, { params, actor, now }) =>
  shownBatch(await approve(deps, params, actor, now)),
);
