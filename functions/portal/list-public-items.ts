import { portal } from '../../shared/api/routes/portal.ts';
import { ok } from '../../shared/base/result.ts';
import { departmentCodes } from '../../shared/codes/departments.ts';
import { ItemDocument } from '../../shared/public/views.ts';
import { operation } from '../http-handler.ts';
import { readPage } from './published.ts';

export const listPublicItems = operation(portal.routes.listPublicItems, async (deps, { query, page }) => {
  const departments = query.department ? [query.department] : departmentCodes;
  const where = query.name ? [{ field: 'name', contains: query.name }] : [];
  const list = { kind: 'item', in: 'ofDepartment', of: departments, where, page } as const;
  return ok(readPage(ItemDocument, await deps.published.list(list)));
});
