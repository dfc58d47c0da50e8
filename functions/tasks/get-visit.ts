import { tasks } from '../../shared/api/routes/tasks.ts';
import { ok } from '../../shared/base/result.ts';
import { getVisit as get } from '../../shared/use-cases/visit/read-visits.ts';
import { operation } from '../http-handler.ts';
import { versioned } from './visit-view.ts';

export const getVisit = operation(tasks.routes.getVisit, async (deps, { params, actor }) => {
  const found = await get(deps, params.id, actor);
  return found.ok ? ok({ ...versioned(found.value.visit), results: [...found.value.results] }) : found;
});
