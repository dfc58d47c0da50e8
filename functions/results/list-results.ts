import { results } from '../../shared/api/routes/results.ts';
import { ok } from '../../shared/base/result.ts';
import { listResults as list } from '../../shared/use-cases/result/read-results.ts';
import { operation } from '../http-handler.ts';
import { resultView } from './result-view.ts';

export const listResults = operation(results.routes.listResults, async (deps, { query, actor, page, now }) => {
  // Somebody who is no inspector has no visits; no inspector's id is empty.
  const inspectorId = query.mine && (actor.inspectorId ?? '');
  const { department: departments, batch: batchId, status: statuses, object: objectId, deadline } = query;
  const asked = { departments, batchId, statuses, objectId, deadline, inspectorId };
  const found = await list(deps, asked, actor, page, now);
  return ok({ ...found, items: found.items.map(resultView) });
});
