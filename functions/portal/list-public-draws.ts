import { DrawDocument } from '../../shared/api/public-views.ts';
import { portal } from '../../shared/api/routes/portal.ts';
import { localDateOf } from '../../shared/calendar/local-date.ts';
import { ok } from '../../shared/result.ts';
import { operation } from '../http-handler.ts';
import { readPage } from './published.ts';

export const listPublicDraws = operation(portal.routes.listPublicDraws, async (deps, { query, page, now }) => {
  const year = query.year ?? localDateOf(now).slice(0, 4);
  const where = query.department ? [{ field: 'departments', contains: query.department }] : [];
  const list = { index: 'byList', partitions: [`draw#${year}`], where, page, newestFirst: true } as const;
  return ok(readPage(DrawDocument, await deps.published.list(list)));
});
