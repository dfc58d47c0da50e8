import type { Failure } from '../../shared/base/failures.ts';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { localDateOf } from '../../shared/calendar/local-date.ts';
import { ResultDocument } from '../../shared/public/result-document.ts';
import type { Page, PageRequest } from '../../shared/use-cases/ports/paging.ts';
import type { PublicRecord } from '../../shared/use-cases/ports/public-record.ts';
import { monthEnd, monthStart, monthsBetween, yearBefore } from './months.ts';
import { readPage } from './published.ts';

interface ResultQuery {
  /** First and last month, `YYYY-MM`; without them the last twelve, and of one credit code all. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly name?: string | undefined;
  readonly creditCode?: string | undefined;
  readonly department?: DepartmentCode | undefined;
  readonly township?: string | undefined;
}

/**
 * Published results of a period, the newest first: of everybody, of a department, a township or one credit code. Until
 * all are in the search index, they are walked month by month.
 */
export async function publishedResults(
  record: PublicRecord,
  { name, creditCode, department, township, ...period }: ResultQuery,
  page: PageRequest,
  now: Date,
): Promise<Result<Page<ResultDocument>, Failure<'invalid-input'>>> {
  const to = period.to ?? localDateOf(now).slice(0, 7);
  const months = monthsBetween(period.from ?? yearBefore(to), to);
  if (months === undefined) {
    return err({
      kind: 'invalid-input',
      errors: [{ path: 'query.from', message: '起止月份应先后有序，且不超过五年' }],
    });
  }
  const between = [monthStart(months.at(-1) ?? to), monthEnd(to)] as const;
  if (!creditCode && (await record.isIndexed())) {
    return ok(readPage(ResultDocument, await record.search({ name, department, township, between, page })));
  }
  const where = [
    ...(name ? [{ field: 'objectName', contains: name }] : []),
    ...(township ? [{ field: 'township', equals: township }] : []),
    ...(department && creditCode ? [{ field: 'department', equals: department }] : []),
  ];
  const list = { kind: 'result', where, page, newestFirst: true } as const;
  if (creditCode) {
    const asked = period.from !== undefined || period.to !== undefined;
    const found = await record.list({ ...list, in: 'ofCreditCode', of: creditCode, ...(asked && { between }) });
    return ok(readPage(ResultDocument, found));
  }
  const found = await (department
    ? record.list({ ...list, in: 'ofDepartmentInMonth', of: months.map((month) => ({ department, month })) })
    : record.list({ ...list, in: 'ofMonth', of: months }));
  return ok(readPage(ResultDocument, found));
}
