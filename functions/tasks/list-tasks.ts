import { tasks } from '../../shared/api/routes/tasks.ts';
import { ok } from '../../shared/base/result.ts';
import { listTasks as list } from '../../shared/use-cases/visit/read-visits.ts';
import { operation } from '../http-handler.ts';
import { versioned } from './visit-view.ts';

export const listTasks = operation(tasks.routes.listTasks, async (deps, { query, actor, page }) => {
  const found = await list(deps, { departments: query.department, status: query.status }, actor, page);
  return ok({ ...found, items: found.items.map(versioned) });
});
