import { daysBetween, type LocalDate } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import type { InspectionResult } from '../result/inspection-result.ts';
import { dayZero, publicationDeadline } from './publication-deadline.ts';

export type DeadlineFields = Pick<InspectionResult, 'deadline' | 'deadlineSince'>;

/** The deadline fields of a result whose day 0 becomes known on `today`; without a deadline it is 日历待发布 (R7). */
export function deadlineFrom(day0: LocalDate, calendar: WorkCalendar, today: LocalDate): DeadlineFields {
  const deadline = publicationDeadline(day0, calendar);
  return deadline.kind === 'date' ? { deadline: deadline.date, deadlineSince: today } : {};
}

/** R7: a result with the day 0 that follows from its dates, and its deadline; an unchanged day 0 keeps its deadline. */
export function withDayZero(result: InspectionResult, calendar: WorkCalendar, today: LocalDate): InspectionResult {
  const day0 = dayZero(result);
  if (day0 === undefined || day0 === result.day0) return result;
  const open = { ...result, day0, deadline: undefined, deadlineSince: undefined };
  return { ...open, ...deadlineFrom(day0, calendar, today) };
}

/** The deadline by the calendar now in force, or undefined if the result's present one is still right. */
export function changedDeadline(
  { day0, deadline }: Pick<InspectionResult, 'day0' | 'deadline'>,
  calendar: WorkCalendar,
  today: LocalDate,
): DeadlineFields | undefined {
  if (day0 === undefined) return undefined;
  const now = deadlineFrom(day0, calendar, today);
  return now.deadline === deadline ? undefined : now;
}

/** Calendar days since the deadline: 1 on the day after it. */
export const daysOverdue = (deadline: LocalDate, today: LocalDate): number => Math.max(0, daysBetween(deadline, today));
