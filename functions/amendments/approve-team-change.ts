import { amendments } from '../../shared/api/routes/amendments.ts';
import { shownBatch } from '../draws/batch-view.ts';
import { operation } from '../http-handler.ts';

export const approveTeamChange = operation(
  amendments.routes.approveTeamChange,
  async (deps, { params, actor, now }) => {
    // Few of the step's requests look for somebody in the draw's own order.
    const { approveTeamChange: approve } = await import('../../shared/use-cases/amendment/approve-team-change.ts');
    return shownBatch(await approve(deps, params, actor, now));
  },
);
