import { tasks } from '../../shared/api/routes/tasks.ts';
import { ok } from '../../shared/base/result.ts';
import { localDateOf, yearOf } from '../../shared/calendar/local-date.ts';
import { listVisits as list } from '../../shared/use-cases/visit/read-visits.ts';
import { operation } from '../http-handler.ts';
import { versioned } from './visit-view.ts';

export const listVisits = operation(tasks.routes.listVisits, async (deps, { query, actor, page, now }) => {
  // Somebody who is no inspector has no visits; no inspector's id is empty.
  const inspectorId = query.mine && (actor.inspectorId ?? '');
  const year = query.year ?? yearOf(localDateOf(now));
  const { department, batch: batchId, task: taskId, status, township } = query;
  const found = await list(deps, { department, batchId, taskId, status, township, inspectorId, year }, actor, page);
  return ok({ ...found, items: found.items.map(versioned) });
});
