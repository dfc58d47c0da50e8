import { deadlines } from '../../shared/api/routes/deadlines.ts';
import { ok } from '../../shared/base/result.ts';
import { deadlineStateNames } from '../../shared/domain/deadline/state.ts';
import { type DueResult, listDueResults as list } from '../../shared/use-cases/deadline/due-results.ts';
import { operation } from '../http-handler.ts';

export const listDueResults = operation(deadlines.routes.listDueResults, async (deps, { query, actor, page, now }) => {
  const asked = { departments: query.department, state: query.state };
  const found = await list(deps, asked, actor, page, now);
  return ok({ ...found, items: found.items.map(view) });
});

const view = ({ result, state, ...due }: DueResult) => {
  const { id, visitId, batchId, department, object, status } = result;
  const { inspectBy, inspectedOn, producedOn, completedOn, day0, deadline } = result;
  return {
    ...{ resultId: id, visitId, batchId, department, objectId: object.id, objectName: object.name, status },
    ...{ inspectBy, inspectedOn, producedOn, completedOn, day0, deadline },
    ...{ state, stateName: deadlineStateNames[state], ...due },
  };
};
