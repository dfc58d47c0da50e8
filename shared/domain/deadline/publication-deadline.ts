import { ok, type Result } from '../../base/result.ts';
import { type Deadline, dueOf } from '../../calendar/due.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import { type CalendarMissing, type WorkCalendar, workingDaysBefore } from '../../calendar/working-days.ts';
import { clocks } from '../../codes/clocks.ts';

/** R8: how many working days before its deadline a result is flagged as due soon. */
export const reminderWorkingDays = [5, 1] as const;

/** R7: the earlier of the day the result was produced and the day the visit was completed, as far as they are known. */
export function dayZero({ producedOn, completedOn }: DayZeroFacts): LocalDate | undefined {
  if (producedOn === undefined || completedOn === undefined) return producedOn ?? completedOn;
  return producedOn < completedOn ? producedOn : completedOn;
}

export interface DayZeroFacts {
  readonly producedOn?: LocalDate | undefined;
  readonly completedOn?: LocalDate | undefined;
}

/** R7: the last day for publication; the deadline is that day's end in Asia/Shanghai. Day 0 is not counted. */
export const publicationDeadline = (dayZero: LocalDate, calendar: WorkCalendar): Deadline =>
  dueOf(clocks.resultPublish, dayZero, { calendar });

export interface ReminderDay {
  readonly workingDaysLeft: (typeof reminderWorkingDays)[number];
  readonly date: LocalDate;
}

/** R8: the days on which a result that is still open is flagged as due soon, earliest first. */
export function reminderDays(
  deadline: LocalDate,
  calendar: WorkCalendar,
): Result<readonly ReminderDay[], CalendarMissing> {
  const days: ReminderDay[] = [];
  for (const workingDaysLeft of reminderWorkingDays) {
    const date = workingDaysBefore(deadline, workingDaysLeft, calendar);
    if (!date.ok) return date;
    days.push({ workingDaysLeft, date: date.value });
  }
  return ok(days);
}
