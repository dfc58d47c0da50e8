import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { daysBetween, type LocalDate, localDateOf, yearOf } from '../../calendar/local-date.ts';
import { judgeCell } from '../../domain/deadline/counted.ts';
import type { DeadlineState } from '../../domain/deadline/state.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import type { DeadlineCounts } from '../ports/deadline-counts.ts';
import type { Records } from '../ports/records.ts';
import { countFromRecords } from './count-results.ts';
import { departmentsWithin } from './due-results.ts';

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
const countedIn: Readonly<Record<DeadlineState, readonly (keyof DeadlineFigures)[]>> = {
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

/**
 * Figures per department of the results whose day 0 lies in a period. Every result has a day 0 once its deadline has
 * begun, so each counts in exactly one period and the figures of periods add up. Open results are judged as of today.
 * The default period is this year so far. Three requests, as commits keep count (`DeadlineCounts`); until the counters
 * have the results of earlier versions, the results themselves are counted.
 */
export async function deadlineFigures(
  { records, deadlineCounts }: { readonly records: Records; readonly deadlineCounts: DeadlineCounts },
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
  const departments = departmentsWithin(actor, asked.departments);
  const [ofDays, { complete, counts }, calendar] = await Promise.all([
    deadlineCounts.ofDays(from, to),
    deadlineCounts.ofBatches(),
    loadCalendar({ records }),
  ]);
  const rows = complete ? [...ofDays, ...counts] : await countFromRecords(records, departments, { from, to, today });
  const figures = new Map(departments.map((department) => [department, noFigures()]));
  for (const { row, voided, cells } of rows) {
    if (voided) continue;
    for (const [cell, count] of Object.entries(cells)) {
      const { department, state } = judgeCell({ cell, ...row }, today, calendar);
      const own = figures.get(department);
      if (own) for (const figure of countedIn[state]) own[figure] += count;
    }
  }
  return ok({ from, to, asOf: today, departments: figures });
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
