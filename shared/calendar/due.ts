import { type DayPeriod, type Period, rollOver } from '../codes/clocks.ts';
import type { PublicTerm } from '../codes/public-terms.ts';
import { dateOfMonth, type LocalDate, localDateOf, shiftDate } from './local-date.ts';
import { addWorkingDays, type WorkCalendar } from './working-days.ts';

export type Deadline =
  | { readonly kind: 'date'; readonly date: LocalDate }
  /** 日历待发布: never guessed; determined once the calendar of `missingYear` is loaded. */
  | { readonly kind: 'undetermined'; readonly missingYear: number };

/** The instant at which a clock of hours ends. */
export interface DueInstant {
  readonly kind: 'instant';
  readonly instant: Date;
}

export interface Counting {
  readonly calendar: WorkCalendar;
  /** Whether natural days that end on no working day end on the next; the setting unless given. */
  readonly rollOver?: boolean | undefined;
}

/**
 * When a clock that starts on a day, or at an instant, runs out. Its first day is not counted, and it ends with the last
 * one, 24:00 in Asia/Shanghai. Months end on the day of the same number or the last of the month. Hours run through nights
 * and holidays from an instant.
 *
 * @throws RangeError for hours from a day: their instant is not known.
 */
export function dueOf(period: DayPeriod, start: LocalDate | Date, counting: Counting): Deadline;
export function dueOf(period: Period, start: LocalDate | Date, counting: Counting): Deadline | DueInstant;
export function dueOf(period: Period, start: LocalDate | Date, counting: Counting): Deadline | DueInstant {
  if (period.unit === 'hour') {
    if (typeof start === 'string') throw new RangeError(`hours cannot be counted from the day ${start}`);
    return { kind: 'instant', instant: new Date(start.getTime() + period.length * 3_600_000) };
  }
  const day = typeof start === 'string' ? start : localDateOf(start);
  switch (period.unit) {
    case 'workday':
      return workingDays(day, period.length, counting.calendar);
    case 'day':
      return naturalDays(day, period.length, counting);
    case 'month':
      return { kind: 'date', date: dateOfMonth(day, period.length) };
    case 'fifteenth':
      return { kind: 'date', date: `${dateOfMonth(day, 1).slice(0, 7)}-15` };
  }
}

function workingDays(from: LocalDate, count: number, calendar: WorkCalendar): Deadline {
  const date = addWorkingDays(from, count, calendar);
  return date.ok ? { kind: 'date', date: date.value } : { kind: 'undetermined', missingYear: date.error.year };
}

/** The last day, or the first working day from it on: one working day after the day before. */
function naturalDays(from: LocalDate, count: number, { calendar, rollOver: rolls = rollOver.value }: Counting) {
  const date = shiftDate(from, count);
  return rolls ? workingDays(shiftDate(date, -1), 1, calendar) : ({ kind: 'date', date } as const);
}

export interface PublicPeriod {
  /** The last day of the least term; none where there is no least. */
  readonly leastEnds: LocalDate | undefined;
  /** The first day on which an earlier end may be asked for, once the duty is performed. */
  readonly repairFrom: LocalDate;
  readonly lastDay: LocalDate;
  /** The day on which it is public no more. */
  readonly stopsOn: LocalDate;
}

/** How long a record stays public, from the day of the deciding document; that day is not counted. */
export function publicPeriod({ least, most }: Pick<PublicTerm, 'least' | 'most'>, decidedOn: LocalDate): PublicPeriod {
  const leastEnds = least === undefined ? undefined : dateOfMonth(decidedOn, least);
  const lastDay = dateOfMonth(decidedOn, most);
  const repairFrom = leastEnds === undefined ? decidedOn : shiftDate(leastEnds, 1);
  return { leastEnds, repairFrom, lastDay, stopsOn: shiftDate(lastDay, 1) };
}
