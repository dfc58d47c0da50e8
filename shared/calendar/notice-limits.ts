import type { CalendarProblem, CalendarYear } from './calendar-year.ts';
import { daysBetween, type LocalDate } from './local-date.ts';

/**
 * What no notice could say: the holidays that the State Council's regulation (全国年节及纪念日放假办法) sets are all there,
 * and not far more. The limits lie well above the largest of the notices since 2004: ten days in a row (2020), 33 days off
 * in a year (2026), twelve working weekend days (2013), at most three weeks from the holiday they make up for.
 */
const limits = { daysInARow: 12, daysOff: 45, workdays: 16, daysToHoliday: 21 } as const;

/** Where each holiday falls, whatever the year; 中秋节 may fall into that of 国庆节 and cannot be told from it. */
const statutory = [
  { reason: 'without-new-year', from: '01-01', to: '01-01', since: 2000 },
  { reason: 'without-spring-festival', from: '01-20', to: '02-22', since: 2000 },
  { reason: 'without-qingming', from: '04-04', to: '04-06', since: 2008 },
  { reason: 'without-labour-day', from: '05-01', to: '05-01', since: 2000 },
  { reason: 'without-dragon-boat', from: '05-26', to: '06-26', since: 2008 },
  { reason: 'without-national-day', from: '10-01', to: '10-01', since: 2000 },
] as const;

/** What is wrong with a calendar whose dates are all in order. */
export function noticeProblems({ year, off, workdays }: CalendarYear): readonly CalendarProblem[] {
  const daysOff = off.reduce((sum, range) => sum + lengthOf(range), 0);
  const missing = statutory.filter(
    ({ from, to, since }) =>
      year >= since && !off.some(([first, last]) => first <= `${year}-${to}` && last >= `${year}-${from}`),
  );
  return [
    ...missing.map(({ reason }): CalendarProblem => ({ path: 'off', reason })),
    ...(daysOff > limits.daysOff ? [{ path: 'off', reason: 'too-many-holidays' } as const] : []),
    ...off.flatMap((range, index): CalendarProblem[] =>
      lengthOf(range) > limits.daysInARow ? [{ path: `off.${index}`, reason: 'holiday-too-long' }] : [],
    ),
    ...(workdays.length > limits.workdays ? [{ path: 'workdays', reason: 'too-many-workdays' } as const] : []),
    ...workdays.flatMap((day, index): CalendarProblem[] =>
      isNearHoliday(day, year, off) ? [] : [{ path: `workdays.${index}`, reason: 'workday-far-from-holiday' }],
    ),
  ];
}

const lengthOf = ([from, to]: readonly [LocalDate, LocalDate]): number => daysBetween(from, to) + 1;

/** The last days of a year make up for the New Year of the next. */
const isNearHoliday = (day: LocalDate, year: number, off: CalendarYear['off']): boolean =>
  [...off, [`${year + 1}-01-01`, `${year + 1}-01-01`] as const].some(
    ([from, to]) => daysBetween(day, from) <= limits.daysToHoliday && daysBetween(to, day) <= limits.daysToHoliday,
  );
