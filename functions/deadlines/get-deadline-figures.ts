import { deadlines } from '../../shared/api/routes/deadlines.ts';
import { ok } from '../../shared/base/result.ts';
import { departmentName } from '../../shared/codes/departments.ts';
import { deadlineFigures, totalFigures } from '../../shared/use-cases/deadline/figures.ts';
import { operation } from '../http-handler.ts';

export const getDeadlineFigures = operation(
  deadlines.routes.getDeadlineFigures,
  async (deps, { query, actor, now }) => {
    const { from, to, department: departments } = query;
    const found = await deadlineFigures(deps, { from, to, departments }, actor, now);
    if (!found.ok) return found;
    const rows = [...found.value.departments];
    return ok({
      ...found.value,
      departments: rows.map(([department, figures]) => ({ department, name: departmentName(department), ...figures })),
      total: totalFigures(found.value.departments.values()),
    });
  },
);
