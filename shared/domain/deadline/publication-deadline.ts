import { ok, type Result } from '../../base/result.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import {
  addWorkingDays,
  type CalendarMissing,
  type WorkCalendar,
  workingDaysBefore,
} from '../../calendar/working-days.ts';

/** R7: a result is published within 20 working days after day 0. */
export const publicationWorkingDays = 20;

/** R8: how many working days before its deadline a result is flagged as due soon. */
export const reminderWorkingDays = [5, 1] as const;

export type Deadline =
  | { readonly kind: 'date'; readonly date: LocalDate }
  /** 日历待发布: never guessed; determined once the calendar of `missingYear` is loaded. */
  | { readonly kind: 'undetermined'; readonly missingYear: number };

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
export function publicationDeadline(dayZero: LocalDate, calendar: WorkCalendar): Deadline {
  const date = addWorkingDays(dayZero, publicationWorkingDays, calendar);
  return date.ok ? { kind: 'date', date: date.value } : { kind: 'undetermined', missingYear: date.error.year };
}

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
