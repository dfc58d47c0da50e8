import { portal } from '../../shared/api/routes/portal.ts';
import { err, ok } from '../../shared/base/result.ts';
import { localDateOf } from '../../shared/calendar/local-date.ts';
import { ResultDocument } from '../../shared/public/result-document.ts';
import { operation } from '../http-handler.ts';
import { monthEnd, monthStart, monthsBetween, yearBefore } from './months.ts';
import { readPage } from './published.ts';

export const listPublicResults = operation(portal.routes.listPublicResults, async (deps, { query, page, now }) => {
  const { name, creditCode, department } = query;
  const to = query.to ?? localDateOf(now).slice(0, 7);
  const months = monthsBetween(query.from ?? yearBefore(to), to);
  if (months === undefined) {
    return err({
      kind: 'invalid-input',
      errors: [{ path: 'query.from', message: '起止月份应先后有序，且不超过五年' }],
    });
  }
  const where = [
    ...(name ? [{ field: 'objectName', contains: name }] : []),
    ...(department && creditCode ? [{ field: 'department', equals: department }] : []),
  ];
  const list = { kind: 'result', where, page, newestFirst: true } as const;
  const between = [monthStart(months.at(-1) ?? to), monthEnd(to)] as const;
  const inMonths = department ? months.map((month) => ({ department, month })) : undefined;
  const found = creditCode
    ? deps.published.list({ ...list, in: 'ofCreditCode', of: creditCode, between })
    : inMonths
      ? deps.published.list({ ...list, in: 'ofDepartmentInMonth', of: inMonths })
      : deps.published.list({ ...list, in: 'ofMonth', of: months });
  return ok(readPage(ResultDocument, await found));
});
