import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { shiftDate } from '../../shared/calendar/local-date.ts';
import { type CalendarYear, parseCalendarYear } from '../../shared/calendar/parse-calendar-year.ts';

const NoticeDays = z.object({ holidays: z.record(z.string(), z.string()), workdays: z.record(z.string(), z.string()) });

const year2027 = {
  year: 2027,
  notice: '国务院办公厅关于2027年部分节假日安排的通知',
  off: [
    ['2027-01-01', '2027-01-03'],
    ['2027-02-05', '2027-02-11'],
    ['2027-04-03', '2027-04-05'],
    ['2027-05-01', '2027-05-05'],
    ['2027-06-09', '2027-06-11'],
    ['2027-09-15', '2027-09-17'],
    ['2027-10-01', '2027-10-07'],
  ],
  workdays: ['2027-01-30'],
};
const problemsOf = (document: unknown) => {
  const parsed = parseCalendarYear(document);
  return parsed.ok ? [] : parsed.error.problems.map(({ path, reason }) => `${path} ${reason}`);
};

const withOff = (...more: readonly (readonly string[])[]) => ({ ...year2027, off: [...year2027.off, ...more] });
const without = (...from: readonly string[]) => ({
  ...year2027,
  workdays: [],
  off: year2027.off.filter(([first = '']) => !from.includes(first)),
});
const saturdays = Array.from({ length: 40 }, (_, week) => shiftDate('2027-02-27', 7 * week)).filter(
  (day) => !year2027.off.some(([from = '', to = '']) => from <= day && day <= to),
);

describe("a year's calendar as an administrator loads it", () => {
  test('is accepted as the notice states it', () => {
    expect(parseCalendarYear(year2027)).toEqual({ ok: true, value: year2027 });
  });

  test.each([
    ['no object', null, ' wrong-shape'],
    ['a list', [], ' wrong-shape'],
    ['a missing part', { year: 2027, notice: 'x', off: [] }, ' wrong-shape'],
    ['an unknown part', { ...year2027, holidays: [] }, ' wrong-shape'],
    ['a year as text', { ...year2027, year: '2027' }, ' wrong-shape'],
    ['a range of one', { ...year2027, off: [['2027-01-01']] }, ' wrong-shape'],
    ['a workday as a number', { ...year2027, workdays: [20270130] }, ' wrong-shape'],
    ['no notice', { ...year2027, notice: '  ' }, 'notice notice-missing'],
    ['no holidays', { ...year2027, off: [] }, 'off no-holidays'],
    ['a date that does not exist', withOff(['2027-02-28', '2027-02-29']), 'off.7.1 not-a-date'],
    [
      'a day of the year before',
      { ...year2027, off: [['2026-12-31', '2027-01-03'], ...year2027.off.slice(1)] },
      'off.0.0 outside-year',
    ],
    ['a workday of another year', { ...year2027, workdays: ['2026-01-31'] }, 'workdays.0 outside-year'],
    ['a range backwards', withOff(['2027-12-03', '2027-12-01']), 'off.7 range-reversed'],
    ['ranges that share a day', withOff(['2027-02-11', '2027-02-12']), 'off.7 range-overlaps'],
    ['a working Friday', { ...year2027, workdays: ['2027-01-29'] }, 'workdays.0 workday-not-weekend'],
    ['a workday in a holiday', { ...year2027, workdays: ['2027-02-06'] }, 'workdays.0 workday-in-holiday'],
    ['a workday twice', { ...year2027, workdays: ['2027-01-30', '2027-01-30'] }, 'workdays.1 workday-repeated'],
  ])('is refused with %s', (_, document, problem) => {
    expect(problemsOf(document)).toEqual([problem]);
  });

  test.each([
    ['no New Year', without('2027-01-01'), 'off without-new-year'],
    ['no Spring Festival', without('2027-02-05'), 'off without-spring-festival'],
    ['no Qingming', without('2027-04-03'), 'off without-qingming'],
    ['no Labour Day', without('2027-05-01'), 'off without-labour-day'],
    ['no Dragon Boat Festival', without('2027-06-09'), 'off without-dragon-boat'],
    ['no National Day', without('2027-10-01'), 'off without-national-day'],
    ['a holiday of two weeks', withOff(['2027-07-05', '2027-07-18']), 'off.7 holiday-too-long'],
    [
      'a month off, week by week',
      withOff(['2027-07-01', '2027-07-10'], ['2027-08-01', '2027-08-10']),
      'off too-many-holidays',
    ],
    [
      'a working Saturday in the middle of nowhere',
      { ...year2027, workdays: ['2027-07-24'] },
      'workdays.0 workday-far-from-holiday',
    ],
  ])('is refused with %s, which no notice has ever said', (_, document, problem) => {
    expect(problemsOf(document)).toEqual([problem]);
  });

  test('is refused with more working weekends than a year of notices', () => {
    expect(problemsOf({ ...year2027, workdays: saturdays })).toContain('workdays too-many-workdays');
  });

  test('with the whole year off, or nothing but one day, is refused', () => {
    expect(problemsOf({ ...year2027, off: [['2027-01-01', '2027-12-31']], workdays: [] })).toEqual([
      'off too-many-holidays',
      'off.0 holiday-too-long',
    ]);
    expect(problemsOf({ ...year2027, off: [['2027-01-01', '2027-01-01']], workdays: [] })).toContain(
      'off without-national-day',
    );
  });

  test.each(realYears())('is accepted as the notice of $year stated it', (calendar) => {
    expect(problemsOf(calendar)).toEqual([]);
  });

  test('is refused for a year out of range, each date with it', () => {
    expect(problemsOf(JSON.parse(JSON.stringify({ ...year2027, workdays: [] }).replaceAll('2027', '1999')))).toEqual([
      'year year-out-of-range',
    ]);
  });

  test('names every problem at once', () => {
    expect(problemsOf({ ...year2027, notice: '', workdays: ['2027-02-30', '2027-01-29'] })).toEqual([
      'notice notice-missing',
      'workdays.0 not-a-date',
      'workdays.1 workday-not-weekend',
    ]);
  });
});

/** The notices since 2004 as another project has collected them: `holidays` by day, and working weekends. */
function realYears(): CalendarYear[] {
  const { holidays, workdays } = NoticeDays.parse(
    JSON.parse(readFileSync(new URL(import.meta.resolve('chinese-days/dist/chinese-days.json')), 'utf8')),
  );
  const years = [...new Set(Object.keys(holidays).map((day) => Number(day.slice(0, 4))))].filter(
    (year) => year <= 2026,
  );
  return years.map((year) => {
    const own = (days: object) =>
      Object.keys(days)
        .filter((day) => day.startsWith(`${year}-`))
        .toSorted();
    const off = own(holidays).reduce<[string, string][]>((ranges, day) => {
      const last = ranges.at(-1);
      if (last && shiftDate(last[1], 1) === day) last[1] = day;
      else ranges.push([day, day]);
      return ranges;
    }, []);
    return { year, notice: `国务院办公厅关于${year}年部分节假日安排的通知`, off, workdays: own(workdays) };
  });
}
