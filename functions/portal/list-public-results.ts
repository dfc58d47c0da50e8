import { portal } from '../../shared/api/routes/portal.ts';
import { err, ok } from '../../shared/base/result.ts';
import { localDateOf } from '../../shared/calendar/local-date.ts';
import { ResultDocument } from '../../shared/public/result-document.ts';
import { resultPartitions } from '../../shared/public/result-publication.ts';
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
  const list = { where, page, newestFirst: true };
  if (creditCode) {
    const partitions = [resultPartitions.creditCode(creditCode)];
    const between = [monthStart(months.at(-1) ?? to), monthEnd(to)] as const;
    return ok(readPage(ResultDocument, await deps.published.list({ ...list, index: 'byCode', partitions, between })));
  }
  const partitions = months.map((month) =>
    department ? resultPartitions.departmentMonth(department, month) : resultPartitions.month(month),
  );
  return ok(readPage(ResultDocument, await deps.published.list({ ...list, index: 'byList', partitions })));
});
