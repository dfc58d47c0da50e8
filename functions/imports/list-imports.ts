import { imports } from '../../shared/api/routes/imports.ts';
import { ok } from '../../shared/base/result.ts';
import { departmentCodes } from '../../shared/codes/departments.ts';
import { listImports as list } from '../../shared/use-cases/import/decide-import.ts';
import { operation } from '../http-handler.ts';
import { importView } from './import-view.ts';

export const listImports = operation(imports.routes.listImports, async (deps, { query, actor, page }) => {
  const departments = actor.scope === 'any' ? departmentCodes : [actor.department];
  const found = await list(deps, query.kind, departments, page);
  return ok({ ...found, items: found.items.map(importView) });
});
