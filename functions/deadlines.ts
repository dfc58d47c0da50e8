import { deadlines } from '../shared/api/routes/deadlines.ts';
import { shown } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { departmentName } from '../shared/codes/departments.ts';
import { deadlineStateNames } from '../shared/domain/deadline/state.ts';
import { type DueResult, listDueResults } from '../shared/use-cases/deadline/due-results.ts';
import { deadlineFigures, totalFigures } from '../shared/use-cases/deadline/figures.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(deadlines, {
  listDueResults: async (deps, { query, actor, page, now }) => {
    const asked = { departments: query.department, state: query.state };
    const found = await listDueResults(deps, asked, actor, page, now);
    return ok({ ...found, items: found.items.map(dueView) });
  },
  getDeadlineFigures: async (deps, { query, actor, now }) => {
    const { from, to, department: departments } = query;
    return shown(await deadlineFigures(deps, { from, to, departments }, actor, now), (found) => ({
      ...found,
      departments: [...found.departments].map(([department, figures]) => ({
        department,
        name: departmentName(department),
        ...figures,
      })),
      total: totalFigures(found.departments.values()),
    }));
  },
});

function dueView({ result, state, ...due }: DueResult) {
  const { id, visitId, batchId, department, object, status } = result;
  const { inspectBy, inspectedOn, producedOn, completedOn, day0, deadline } = result;
  return {
    ...{
      resultId: id,
      visitId,
      ...(batchId !== undefined && { batchId }),
      department,
      objectId: object.id,
      objectName: object.name,
      status,
    },
    ...{ inspectBy, inspectedOn, producedOn, completedOn, day0, deadline },
    ...{ state, stateName: deadlineStateNames[state], ...due },
  };
}

export const handler = onLambda(createHandler, loadDependencies);
