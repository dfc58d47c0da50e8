import { daysBetween, type LocalDate } from './local-date.ts';

/** What is said of a calendar that no notice could be. */
export const noticeProblemTexts = {
  'without-new-year': '缺少元旦（1 月 1 日）的放假安排',
  'without-spring-festival': '缺少春节的放假安排',
  'without-qingming': '缺少清明节的放假安排',
  'without-labour-day': '缺少劳动节（5 月 1 日）的放假安排',
  'without-dragon-boat': '缺少端午节的放假安排',
  'without-national-day': '缺少国庆节（10 月 1 日）的放假安排',
  'holiday-too-long': '一段放假超过 12 天，请对照通知核对起止日期',
  'too-many-holidays': '全年放假超过 45 天，请对照通知核对',
  'too-many-workdays': '调休上班日超过 16 天，请对照通知核对',
  'workday-far-from-holiday': '调休上班日与放假日期相隔三周以上，请对照通知核对',
} as const;

interface NoticeProblem {
  readonly path: string;
  readonly reason: keyof typeof noticeProblemTexts;
}

type Ranges = readonly (readonly [LocalDate, LocalDate])[];
interface NoticeDates {
  readonly year: number;
  readonly off: Ranges;
  readonly workdays: readonly LocalDate[];
}

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
export function noticeProblems({ year, off, workdays }: NoticeDates): readonly NoticeProblem[] {
  const daysOff = off.reduce((sum, range) => sum + lengthOf(range), 0);
  const missing = statutory.filter(
    ({ from, to, since }) =>
      year >= since && !off.some(([first, last]) => first <= `${year}-${to}` && last >= `${year}-${from}`),
  );
  return [
    ...missing.map(({ reason }): NoticeProblem => ({ path: 'off', reason })),
    ...(daysOff > limits.daysOff ? [{ path: 'off', reason: 'too-many-holidays' } as const] : []),
    ...off.flatMap((range, index): NoticeProblem[] =>
      lengthOf(range) > limits.daysInARow ? [{ path: `off.${index}`, reason: 'holiday-too-long' }] : [],
    ),
    ...(workdays.length > limits.workdays ? [{ path: 'workdays', reason: 'too-many-workdays' } as const] : []),
    ...workdays.flatMap((day, index): NoticeProblem[] =>
      isNearHoliday(day, year, off) ? [] : [{ path: `workdays.${index}`, reason: 'workday-far-from-holiday' }],
    ),
  ];
}

const lengthOf = ([from, to]: readonly [LocalDate, LocalDate]): number => daysBetween(from, to) + 1;

/** The last days of a year make up for the New Year of the next. */
const isNearHoliday = (day: LocalDate, year: number, off: Ranges): boolean =>
  [...off, [`${year + 1}-01-01`, `${year + 1}-01-01`] as const].some(
    ([from, to]) => daysBetween(day, from) <= limits.daysToHoliday && daysBetween(to, day) <= limits.daysToHoliday,
  );
