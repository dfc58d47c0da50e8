import { tasks } from '../../shared/api/routes/tasks.ts';
import { recordNonPerformance as record } from '../../shared/use-cases/visit/end-visit.ts';
import { operation } from '../http-handler.ts';
import { shownVisit } from './visit-view.ts';

export const recordNonPerformance = operation(
  tasks.routes.recordNonPerformance,
  async (deps, { params, body, version, actor, now }) => {
    const { completedOn, ...nonPerformance } = body;
    return shownVisit(await record(deps, { ...params, completedOn, nonPerformance, version }, actor, now));
  },
);
