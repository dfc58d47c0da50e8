import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { daysBetween, type LocalDate, localDateOf, yearOf } from '../../calendar/local-date.ts';
import { type DeadlineState, deadlineState } from '../../domain/deadline/state.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { every } from '../every.ts';
import type { Records } from '../ports/records.ts';
import { awaitedLate, departmentsWithin } from './due-results.ts';

export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export interface DeadlineFigures {
  open: number;
  dueSoon: number;
  overdue: number;
  undetermined: number;
  publishedInTime: number;
  publishedLate: number;
  withheld: number;
  /** As of today, whatever the period: duties whose day 0 is overdue. */
  lateEntry: number;
  visitOverdue: number;
}

/** The figures in which a result counts; an open one counts as open and, if applicable, in one of its parts. */
const countedAs: Readonly<Record<DeadlineState, readonly (keyof DeadlineFigures)[]>> = {
  none: [],
  'late-entry': ['lateEntry'],
  'visit-overdue': ['visitOverdue'],
  running: ['open'],
  'due-soon': ['open', 'dueSoon'],
  overdue: ['open', 'overdue'],
  undetermined: ['open', 'undetermined'],
  met: ['publishedInTime'],
  late: ['publishedLate'],
  withheld: ['withheld'],
};

const longestPeriodDays = 366;
const pageSize = 500;

/**
 * Figures per department of the results whose day 0 lies in a period. Every result has a day 0 once its deadline has
 * begun, so each counts in exactly one period and the figures of periods add up. Open results are judged as of today.
 * The default period is this year so far.
 */
export async function deadlineFigures(
  deps: { readonly records: Records },
  asked: Partial<Period> & { readonly departments?: readonly DepartmentCode[] | undefined },
  actor: Actor,
  now: Date,
): Promise<
  Result<
    Period & { readonly asOf: LocalDate; readonly departments: ReadonlyMap<DepartmentCode, DeadlineFigures> },
    Failure<'invalid-input'>
  >
> {
  const today = localDateOf(now);
  const to = asked.to ?? today;
  const from = asked.from ?? `${yearOf(to)}-01-01`;
  const days = daysBetween(from, to) + 1;
  if (days < 1 || days > longestPeriodDays) {
    const message = days < 1 ? '起始日期不能晚于截止日期' : `期间不得超过 ${longestPeriodDays} 天`;
    return err({ kind: 'invalid-input', errors: [{ path: 'query.from', message }] });
  }
  const calendar = await loadCalendar(deps);
  const departments = departmentsWithin(actor, asked.departments);
  const counted = await Promise.all(
    departments.map(async (department) => {
      const figures = noFigures();
      for await (const { value } of resultsOf(deps.records, department, { from, to })) {
        for (const figure of countedAs[deadlineState(value, today, calendar)]) figures[figure] += 1;
      }
      for await (const [state, results] of awaitedLate(deps.records, [department], today)) {
        for (const figure of countedAs[state]) figures[figure] += results.length;
      }
      return [department, figures] as const;
    }),
  );
  return ok({ from, to, asOf: today, departments: new Map(counted) });
}

/** The sum over departments. */
export function totalFigures(departments: Iterable<DeadlineFigures>): DeadlineFigures {
  const total = noFigures();
  for (const figures of departments) {
    for (const figure of figureNames) total[figure] += figures[figure];
  }
  return total;
}

const noFigures = (): DeadlineFigures => ({
  open: 0,
  dueSoon: 0,
  overdue: 0,
  undetermined: 0,
  publishedInTime: 0,
  publishedLate: 0,
  withheld: 0,
  lateEntry: 0,
  visitOverdue: 0,
});
const figureNames = Object.keys(noFigures()) as (keyof DeadlineFigures)[];

/** A department's results by day 0; they are owed, whatever happened to their batch. */
const resultsOf = (records: Records, department: DepartmentCode, { from, to }: Period) =>
  every((page) => records.list({ kind: 'result', in: 'begun', of: department, between: [from, to], page }), pageSize);
