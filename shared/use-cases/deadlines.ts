import { type LocalDate, localDateOf, shiftDate } from '../calendar/local-date.ts';
import type { WorkCalendar } from '../calendar/working-days.ts';
import { departmentCodes } from '../codes/departments.ts';
import { daysOverdue } from '../domain/deadline.ts';
import { sweepHorizon } from '../domain/deadline-reminders.ts';
import { type DeadlineState, deadlineRuns, deadlineState } from '../domain/deadline-state.ts';
import type { InspectionResult } from '../domain/inspection-result.ts';
import type { DepartmentCode } from '../domain/primitives.ts';
import type { OpenDeadline } from '../domain/result-states.ts';
import { loadCalendar } from './calendar.ts';
import type { Actor, Page, PageRequest, Records } from './ports.ts';
import { standingResults } from './results-standing.ts';

export interface DueResult {
  readonly result: InspectionResult;
  readonly state: DeadlineState;
  readonly daysOverdue: number;
}

export interface DueQuery {
  readonly departments?: readonly DepartmentCode[] | undefined;
  readonly state?: OpenDeadline | undefined;
}

/** The departments somebody asks about, as far as they reach. */
export const departmentsWithin = (
  { scope, department }: Pick<Actor, 'scope' | 'department'>,
  asked: readonly DepartmentCode[] = departmentCodes,
): readonly DepartmentCode[] => (scope === 'any' ? asked : asked.filter((code) => code === department));

/** A page of open results, the earliest deadline first and the undetermined ones last: what is open, not what exists. */
export async function listDueResults(
  deps: { readonly records: Records },
  { departments, state }: DueQuery,
  actor: Actor,
  page: PageRequest,
  now: Date,
): Promise<Page<DueResult>> {
  const calendar = await loadCalendar(deps);
  const today = localDateOf(now);
  const found = await deps.records.list({
    kind: 'result',
    index: 'byDue',
    ...rangeOf(state, today, calendar),
    where: [{ field: 'department', oneOf: departmentsWithin(actor, departments) }],
    page,
  });
  const standing = await standingResults(deps.records, found.items);
  const open = standing.map(({ value }) => value).filter(deadlineRuns);
  return {
    ...found,
    items: open.map((result) => ({
      result,
      state: deadlineState(result, today, calendar),
      daysOverdue: result.deadline === undefined ? 0 : daysOverdue(result.deadline, today),
    })),
  };
}

/** Where the due index holds the results of a state. Due soon is whatever the reminders look at and has not passed. */
function rangeOf(state: OpenDeadline | undefined, today: LocalDate, calendar: WorkCalendar) {
  const soon = sweepHorizon(today, calendar);
  const due = (from: LocalDate, to: LocalDate) => ({ partitions: ['due'], between: [from, to] as const });
  switch (state) {
    case undefined:
      return { partitions: ['due', 'undetermined'] };
    case 'undetermined':
      return { partitions: ['undetermined'] };
    case 'overdue':
      return due('0', shiftDate(today, -1));
    case 'due-soon':
      return due(today, soon);
    case 'running':
      return due(shiftDate(soon, 1), '9999');
  }
}
