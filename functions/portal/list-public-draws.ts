import { portal } from '../../shared/api/routes/portal.ts';
import { ok } from '../../shared/base/result.ts';
import { localDateOf } from '../../shared/calendar/local-date.ts';
import { DrawDocument } from '../../shared/public/views.ts';
import { operation } from '../http-handler.ts';
import { drawAsOf } from './draw-as-of.ts';
import { readPage } from './published.ts';

export const listPublicDraws = operation(portal.routes.listPublicDraws, async (deps, { query, page, now }) => {
  const year = query.year ?? localDateOf(now).slice(0, 4);
  const where = query.department ? [{ field: 'departments', contains: query.department }] : [];
  const list = { kind: 'draw', in: 'ofYear', of: year, where, page, newestFirst: true } as const;
  const found = readPage(DrawDocument, await deps.published.list(list));
  return ok({ ...found, items: found.items.map((draw) => drawAsOf(draw, now)) });
});
