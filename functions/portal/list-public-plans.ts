import { portal } from '../../shared/api/routes/portal.ts';
import { ok } from '../../shared/base/result.ts';
import { localDateOf } from '../../shared/calendar/local-date.ts';
import { PlanDocument } from '../../shared/public/views.ts';
import { operation } from '../http-handler.ts';
import { readPage } from './published.ts';

export const listPublicPlans = operation(portal.routes.listPublicPlans, async (deps, { query, page, now }) => {
  const year = query.year ?? localDateOf(now).slice(0, 4);
  const where = query.department ? [{ field: 'department', equals: query.department }] : [];
  const found = await deps.published.list({ kind: 'plan', in: 'ofYear', of: year, where, page });
  return ok(readPage(PlanDocument, found));
});
