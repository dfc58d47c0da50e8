import { err, ok, type Result } from '../base/result.ts';
import { isWeekend, type LocalDate, shiftDate, yearOf } from './local-date.ts';
import type { CalendarYear } from './parse-calendar-year.ts';

/** The covered years. A year without a notice is not covered, and its working days are not guessed. */
export type WorkCalendar = ReadonlyMap<number, CalendarYear>;

/** The answer depends on a year whose calendar the State Council has not published, or nobody has loaded. */
export interface CalendarMissing {
  readonly kind: 'calendar-missing';
  readonly year: number;
}

/** A later document for the same year replaces an earlier one. */
export const workCalendar = (years: Iterable<CalendarYear>): WorkCalendar =>
  new Map([...years].map((document) => [document.year, document]));

export function isWorkingDay(date: LocalDate, calendar: WorkCalendar): Result<boolean, CalendarMissing> {
  const year = calendar.get(yearOf(date));
  if (!year) return err({ kind: 'calendar-missing', year: yearOf(date) });
  if (year.workdays.includes(date)) return ok(true);
  return ok(!isWeekend(date) && !year.off.some(([from, to]) => from <= date && date <= to));
}

/** The `count`-th working day after a date; the date itself does not count. */
export const addWorkingDays = (date: LocalDate, count: number, calendar: WorkCalendar) =>
  walk(date, count, 1, calendar);

/** The `count`-th working day before a date; the date itself does not count. */
export const workingDaysBefore = (date: LocalDate, count: number, calendar: WorkCalendar) =>
  walk(date, count, -1, calendar);

/** How many working days there are after a date, up to and with another that is not earlier. */
export function workingDaysBetween(
  from: LocalDate,
  to: LocalDate,
  calendar: WorkCalendar,
): Result<number, CalendarMissing> {
  let count = 0;
  for (let date = from; date < to; ) {
    date = shiftDate(date, 1);
    const working = isWorkingDay(date, calendar);
    if (!working.ok) return working;
    if (working.value) count += 1;
  }
  return ok(count);
}

function walk(
  from: LocalDate,
  count: number,
  step: 1 | -1,
  calendar: WorkCalendar,
): Result<LocalDate, CalendarMissing> {
  let date = from;
  for (let left = count; left > 0; ) {
    date = shiftDate(date, step);
    const working = isWorkingDay(date, calendar);
    if (!working.ok) return working;
    if (working.value) left -= 1;
  }
  return ok(date);
}
