import { describe, expect, test } from 'vitest';
import { parseCalendarYear } from '../../shared/calendar/parse-calendar-year.ts';

const year2027 = {
  year: 2027,
  notice: '国务院办公厅关于2027年部分节假日安排的通知',
  off: [
    ['2027-01-01', '2027-01-03'],
    ['2027-02-05', '2027-02-11'],
  ],
  workdays: ['2027-01-30'],
};
const problemsOf = (document: unknown) => {
  const parsed = parseCalendarYear(document);
  return parsed.ok ? [] : parsed.error.problems.map(({ path, reason }) => `${path} ${reason}`);
};

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
    ['a date that does not exist', { ...year2027, off: [['2027-02-28', '2027-02-29']] }, 'off.0.1 not-a-date'],
    ['a day of the year before', { ...year2027, off: [['2026-12-31', '2027-01-03']] }, 'off.0.0 outside-year'],
    ['a workday of another year', { ...year2027, workdays: ['2026-01-31'] }, 'workdays.0 outside-year'],
    ['a range backwards', { ...year2027, off: [['2027-01-03', '2027-01-01']] }, 'off.0 range-reversed'],
    [
      'ranges that share a day',
      { ...year2027, off: [...year2027.off, ['2027-02-11', '2027-02-12']] },
      'off.2 range-overlaps',
    ],
    ['a working Friday', { ...year2027, workdays: ['2027-01-29'] }, 'workdays.0 workday-not-weekend'],
    ['a workday in a holiday', { ...year2027, workdays: ['2027-02-06'] }, 'workdays.0 workday-in-holiday'],
    ['a workday twice', { ...year2027, workdays: ['2027-01-30', '2027-01-30'] }, 'workdays.1 workday-repeated'],
  ])('is refused with %s', (_, document, problem) => {
    expect(problemsOf(document)).toEqual([problem]);
  });

  test('is refused for a year out of range, each date with it', () => {
    expect(problemsOf({ ...year2027, year: 1999, off: [['1999-01-01', '1999-01-01']], workdays: [] })).toEqual([
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
