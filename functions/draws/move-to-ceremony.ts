import { draws } from '../../shared/api/routes/draws.ts';
import { operation } from '../http-handler.ts';
import { shownBatch } from './batch-view.ts';

export const moveToCeremony = operation(
  draws.routes.moveToCeremony,
  async (deps, { params, version, body, actor, now }) => {
    // One request of a batch's whole life needs it.
    const { moveToCeremony: move } = await import('../../shared/use-cases/batch/move-to-ceremony.ts');
    return shownBatch(await move(deps, { id: params.id, version, ...body }, actor, now));
  },
);
