import { tasks } from '../../shared/api/routes/tasks.ts';
import { completeVisit as complete } from '../../shared/use-cases/visit/end-visit.ts';
import { operation } from '../http-handler.ts';
import { shownVisit } from './visit-view.ts';

export const completeVisit = operation(
  tasks.routes.completeVisit,
  async (deps, { params, body, version, actor, now }) =>
    shownVisit(await complete(deps, { ...params, ...body, version }, actor, now)),
);
