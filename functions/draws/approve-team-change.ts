import { draws } from '../../shared/api/routes/draws.ts';
import { approveTeamChange as approve } from '../../shared/use-cases/draw-team-change.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const approveTeamChange = operation(draws.routes.approveTeamChange, async (deps, { params, actor, now }) =>
  shownBatch(await approve(deps, params, actor, now)),
);
