import type { DepartmentCode } from '../../base/primitives.ts';
import { type LocalDate, localDateOf, shiftDate } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { deadlineRuns, isAwaited } from '../../domain/deadline/awaited-act.ts';
import { daysOverdue } from '../../domain/deadline/deadline.ts';
import { sweepHorizon } from '../../domain/deadline/reminders.ts';
import type { AskedDeadline } from '../../domain/deadline/state.ts';
import { type DeadlineState, deadlineState } from '../../domain/deadline/state.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { everyPage } from '../every.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records } from '../ports/records.ts';
import { effectiveResults } from '../result/effective.ts';

export interface DueResult {
  readonly result: InspectionResult;
  readonly state: DeadlineState;
  readonly daysOverdue: number;
  /** The day of inspection is no candidate for day 0; this flag shows that it was earlier than both (R7). */
  readonly inspectedBeforeDayZero: boolean;
}

const pageSize = 500;

export interface DueQuery {
  readonly departments?: readonly DepartmentCode[] | undefined;
  readonly state?: AskedDeadline | undefined;
}

/** The requested departments, as far as the caller may reach them. */
export const departmentsWithin = (
  { scope, department }: Pick<Actor, 'scope' | 'department'>,
  asked: readonly DepartmentCode[] = departmentCodes,
): readonly DepartmentCode[] => (scope === 'any' ? asked : asked.filter((code) => code === department));

/**
 * A page of open results, the earliest deadline first and the undetermined ones last; its cost grows with what is open,
 * not with all results. Duties without a day 0 are listed only on request, by department.
 */
export async function listDueResults(
  deps: { readonly records: Records },
  { departments, state }: DueQuery,
  actor: Actor,
  page: PageRequest,
  now: Date,
): Promise<Page<DueResult>> {
  const calendar = await loadCalendar(deps);
  const today = localDateOf(now);
  const reached = departmentsWithin(actor, departments);
  const found = await deps.records.list({
    kind: 'result',
    ...rangeOf(state, reached, today, calendar),
    where: [{ field: 'department', oneOf: reached }],
    page,
  });
  const standing = await effectiveResults(deps.records, found.items);
  const open = standing.map(({ value }) => value).filter((result) => deadlineRuns(result) || isAwaited(result));
  return {
    ...found,
    items: open.map((result) => {
      const { deadline, day0, inspectedOn } = result;
      return {
        result,
        state: deadlineState(result, today, calendar),
        daysOverdue: deadline === undefined ? 0 : daysOverdue(deadline, today),
        inspectedBeforeDayZero: inspectedOn !== undefined && day0 !== undefined && inspectedOn < day0,
      };
    }),
  };
}

/** The departments' duties that are overdue without a day 0, and why: entered late, or not inspected in time. */
export async function* awaitedLate(
  records: Records,
  departments: readonly DepartmentCode[],
  today: LocalDate,
): AsyncIterable<readonly [state: AwaitedLate, results: readonly InspectionResult[]]> {
  for (const state of ['late-entry', 'visit-overdue'] as const) {
    const late = { kind: 'result', ...awaitedBefore(state, departments, today) } as const;
    for await (const results of everyPage((page) => records.list({ ...late, page }), pageSize)) {
      const standing = await effectiveResults(records, results);
      yield [state, standing.map(({ value }) => value).filter(isAwaited)];
    }
  }
}

type AwaitedLate = 'late-entry' | 'visit-overdue';

const awaitedBefore = (state: AwaitedLate, departments: readonly DepartmentCode[], today: LocalDate) => ({
  in: state === 'late-entry' ? ('toSubmit' as const) : ('toInspect' as const),
  of: departments,
  between: ['0', shiftDate(today, -1)] as const,
});

/** The range of the due index for a state. Due soon is everything within the reminders' horizon that has not passed. */
function rangeOf(
  state: AskedDeadline | undefined,
  departments: readonly DepartmentCode[],
  today: LocalDate,
  calendar: WorkCalendar,
) {
  const soon = sweepHorizon(today, calendar);
  const open = <By extends 'due' | 'undetermined'>(...of: readonly By[]) => ({ in: 'open' as const, of });
  const due = (from: LocalDate, to: LocalDate) => ({ ...open('due'), between: [from, to] as const });
  switch (state) {
    case undefined:
      return open('due', 'undetermined');
    case 'undetermined':
      return open('undetermined');
    case 'overdue':
      return due('0', shiftDate(today, -1));
    case 'due-soon':
      return due(today, soon);
    case 'late-entry':
    case 'visit-overdue':
      return awaitedBefore(state, departments, today);
    case 'running':
      return due(shiftDate(soon, 1), '9999');
  }
}
