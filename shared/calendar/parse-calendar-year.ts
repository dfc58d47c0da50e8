import { err, ok, type Result } from '../base/result.ts';
import { isLocalDate, isWeekend, type LocalDate, yearOf } from './local-date.ts';
import { noticeProblems, noticeProblemTexts } from './notice-limits.ts';

/** One year's working days as set by the State Council's notice; all other days follow Monday to Friday. */
export interface CalendarYear {
  readonly year: number;
  /** The notice that is the source of the data. */
  readonly notice: string;
  /** First and last day of each holiday, both included. */
  readonly off: readonly (readonly [LocalDate, LocalDate])[];
  /** Weekend days that are working days (调休). */
  readonly workdays: readonly LocalDate[];
}

/** Errors in a calendar that an administrator loads, worded for that person. */
export const calendarProblemTexts = {
  'wrong-shape': '日历应只包含 year（年份）、notice（通知文号）、off（[开始, 结束] 列表）、workdays（日期列表）',
  'year-out-of-range': '年份应为 2000 至 2100 之间的整数',
  'notice-missing': '应注明放假安排通知的名称或文号（1 至 200 字）',
  'no-holidays': '放假安排不能为空',
  'not-a-date': '日期应为真实存在的 YYYY-MM-DD',
  'outside-year': '日期不属于该年度；跨年的放假日应分别写入各自年度的日历',
  'range-reversed': '结束日期早于开始日期',
  'range-overlaps': '与另一段放假日期重叠',
  'workday-not-weekend': '调休上班日应为周六或周日，其他日期本就是工作日',
  'workday-in-holiday': '调休上班日落在放假日期内',
  'workday-repeated': '调休上班日重复',
  'year-too-early': '该年度的放假安排通知还没有发布（通常在上一年 10 月至 11 月发布），不能载入',
  ...noticeProblemTexts,
} as const;

export interface CalendarProblem {
  /** Path in the document, e.g. `off.2.1`; empty for the document as a whole. */
  readonly path: string;
  readonly reason: keyof typeof calendarProblemTexts;
}

export interface InvalidCalendar {
  readonly kind: 'invalid-calendar';
  readonly problems: readonly CalendarProblem[];
}

/** Reads one year's calendar as loaded and names every problem at once: first of its form, then what no notice could say. */
export function parseCalendarYear(document: unknown): Result<CalendarYear, InvalidCalendar> {
  const calendar = shapeOf(document);
  const problems: readonly CalendarProblem[] = calendar
    ? [...headProblems(calendar), ...holidayProblems(calendar), ...workdayProblems(calendar)]
    : [{ path: '', reason: 'wrong-shape' }];
  if (!calendar || problems.length > 0) return err({ kind: 'invalid-calendar', problems });
  const beyond = noticeProblems(calendar);
  return beyond.length === 0 ? ok(calendar) : err({ kind: 'invalid-calendar', problems: beyond });
}

function shapeOf(document: unknown): CalendarYear | undefined {
  if (typeof document !== 'object' || document === null) return undefined;
  if (!('year' in document && 'notice' in document && 'off' in document && 'workdays' in document)) return undefined;
  const { year, notice, off, workdays, ...rest } = document;
  if (typeof year !== 'number' || typeof notice !== 'string' || Object.keys(rest).length > 0) return undefined;
  if (!isTextList(workdays) || !Array.isArray(off)) return undefined;
  const ranges = off.flatMap((range: unknown) => (isTextList(range) && isPair(range) ? [range] : []));
  return ranges.length === off.length ? { year, notice: notice.trim(), off: ranges, workdays } : undefined;
}

const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const isPair = (range: readonly string[]): range is readonly [string, string] => range.length === 2;

function headProblems({ year, notice, off }: CalendarYear): readonly CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  if (!Number.isInteger(year) || year < 2000 || year > 2100)
    problems.push({ path: 'year', reason: 'year-out-of-range' });
  if (notice.length < 1 || notice.length > 200) problems.push({ path: 'notice', reason: 'notice-missing' });
  if (off.length === 0) problems.push({ path: 'off', reason: 'no-holidays' });
  return problems;
}

function holidayProblems({ year, off }: CalendarYear): readonly CalendarProblem[] {
  return off.flatMap(([from, to], index): readonly CalendarProblem[] => {
    const path = `off.${index}`;
    const dates = [...dateProblems(`${path}.0`, from, year), ...dateProblems(`${path}.1`, to, year)];
    if (dates.length > 0) return dates;
    if (to < from) return [{ path, reason: 'range-reversed' }];
    const overlaps = off.slice(0, index).some(([otherFrom, otherTo]) => from <= otherTo && otherFrom <= to);
    return overlaps ? [{ path, reason: 'range-overlaps' }] : [];
  });
}

function workdayProblems({ year, off, workdays }: CalendarYear): readonly CalendarProblem[] {
  return workdays.flatMap((day, index): readonly CalendarProblem[] => {
    const path = `workdays.${index}`;
    const dates = dateProblems(path, day, year);
    if (dates.length > 0) return dates;
    if (workdays.indexOf(day) < index) return [{ path, reason: 'workday-repeated' }];
    if (!isWeekend(day)) return [{ path, reason: 'workday-not-weekend' }];
    return off.some(([from, to]) => from <= day && day <= to) ? [{ path, reason: 'workday-in-holiday' }] : [];
  });
}

function dateProblems(path: string, date: string, year: number): readonly CalendarProblem[] {
  if (!isLocalDate(date)) return [{ path, reason: 'not-a-date' }];
  return yearOf(date) === year ? [] : [{ path, reason: 'outside-year' }];
}
