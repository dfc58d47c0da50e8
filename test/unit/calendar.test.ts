import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { LocalDate } from '../../shared/base/primitives.ts';
import { endOfDay, formatChineseDate, isLocalDate, localDateOf, shiftDate } from '../../shared/calendar/local-date.ts';
import { nationalCalendarYears } from '../../shared/calendar/shipped-years.ts';
import { addWorkingDays, isWorkingDay, workCalendar, workingDaysBefore } from '../../shared/calendar/working-days.ts';
import { dayZero, publicationDeadline, reminderDays } from '../../shared/domain/deadline/publication-deadline.ts';

const calendar = workCalendar(nationalCalendarYears);
const fileAt = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8'));
const { vectors } = z
  .object({ vectors: z.array(z.object({ day0: z.string(), deadline: z.string().nullable() })) })
  .parse(fileAt('deadline-vectors.json'));
const daysOf = (first: string, count: number) => Array.from({ length: count }, (_, n) => shiftDate(first, n));
const workdaysOfLibrary: ReadonlySet<string> = new Set(
  execFileSync(
    process.execPath,
    [join(import.meta.dirname, '../support/library-workdays.ts'), ...daysOf('2025-01-01', 730)],
    { env: { TZ: 'Asia/Shanghai' }, encoding: 'utf8' },
  ).split('\n'),
);

describe('the publication deadline', () => {
  test.each(vectors)('of a result with day 0 on $day0 is $deadline', ({ day0, deadline }) => {
    const expected = deadline ? { kind: 'date', date: deadline } : { kind: 'undetermined', missingYear: 2027 };
    expect(publicationDeadline(day0, calendar)).toEqual(expected);
  });

  test('becomes determined once the missing year is loaded', () => {
    const year2027 = {
      year: 2027,
      notice: 'made for this test',
      off: [['2027-01-01', '2027-01-03']],
      workdays: [],
    } as const;
    // Day 0 is Friday 4 December: 19 weekdays are left in December, the 20th working day is Monday 4 January.
    expect(publicationDeadline('2026-12-04', workCalendar([...nationalCalendarYears, year2027]))).toEqual({
      kind: 'date',
      date: '2027-01-04',
    });
  });

  test('counts from the earlier of result and completion', () => {
    expect(dayZero({ producedOn: '2026-11-23', completedOn: '2026-11-20' })).toBe('2026-11-20');
    expect(dayZero({ producedOn: '2026-11-20', completedOn: '2026-11-23' })).toBe('2026-11-20');
    expect(dayZero({ completedOn: '2026-11-23' })).toBe('2026-11-23');
    expect(dayZero({})).toBeUndefined();
  });

  test('is announced five working days and one working day before, across a holiday too', () => {
    // Back from Monday the 12th: Saturday 10 (a working one), 9, 8 October; 1 to 7 are off; then 30 and 29 September.
    expect(reminderDays('2026-10-12', calendar)).toEqual({
      ok: true,
      value: [
        { workingDaysLeft: 5, date: '2026-09-29' },
        { workingDaysLeft: 1, date: '2026-10-10' },
      ],
    });
  });
});

describe('working days', () => {
  test('are those that an independent library knows, on every day of 2025 and 2026', () => {
    const differing = daysOf('2025-01-01', 730).filter((date) => {
      const working = isWorkingDay(date, calendar);
      return !working.ok || working.value !== workdaysOfLibrary.has(date);
    });
    expect(differing).toEqual([]);
  });

  test('are unknown, not guessed, in a year whose notice is not loaded', () => {
    const missing = (year: number) => ({ ok: false, error: { kind: 'calendar-missing', year } });
    expect(isWorkingDay('2027-03-03', calendar)).toEqual(missing(2027));
    expect(addWorkingDays('2026-12-31', 1, calendar)).toEqual(missing(2027));
    expect(workingDaysBefore('2025-01-02', 1, calendar)).toEqual(missing(2024));
  });

  test('counted forward and back again lead to the day they started from', () => {
    for (const date of daysOf('2025-02-01', 600)) {
      if (!workdaysOfLibrary.has(date)) continue;
      const later = addWorkingDays(date, 7, calendar);
      expect(later.ok && workingDaysBefore(later.value, 7, calendar)).toEqual({ ok: true, value: date });
    }
  });

  test('follow the file that the data was taken from', () => {
    const Source = z.object({
      years: z.record(
        z.string(),
        z.object({ notice: z.string(), off: z.array(z.any()), workdays: z.array(z.string()) }),
      ),
    });
    const { years } = Source.parse(fileAt('cn-workdays.json'));
    expect(nationalCalendarYears.map(({ year, ...rest }) => [String(year), rest])).toEqual(Object.entries(years));
  });
});

describe('a date', () => {
  test('is the one in Shanghai, eight hours ahead of UTC', () => {
    expect(localDateOf(new Date('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23');
    expect(localDateOf(new Date('2026-11-23T16:00:00.000Z'))).toBe('2026-11-24');
    expect(localDateOf(new Date('2026-12-31T16:00:00.000Z'))).toBe('2027-01-01');
  });

  test('ends at 24:00 in Shanghai, which already belongs to the next', () => {
    expect(endOfDay('2026-12-31').toISOString()).toBe('2026-12-31T16:00:00.000Z');
    expect(localDateOf(endOfDay('2026-12-31'))).toBe('2027-01-01');
  });

  test('is written without leading zeros in Chinese', () => {
    expect(formatChineseDate('2026-11-23')).toBe('2026年11月23日');
    expect(formatChineseDate('2026-03-05')).toBe('2026年3月5日');
  });

  test.each([
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-04-31', false],
    ['2026-4-1', false],
    ['20260401', false],
    ['2026-11-23T00:00:00Z', false],
  ])('%s: a real date in the one form is %s', (text, real) => {
    expect(isLocalDate(text)).toBe(real);
  });

  test('in a request is what the arithmetic takes for one, from 1900 to 2199', () => {
    const digits = (max: number, width: number) =>
      fc.integer({ min: 0, max }).map((n) => String(n).padStart(width, '0'));
    const nearly = fc.tuple(digits(2400, 4), digits(13, 2), digits(32, 2)).map((parts) => parts.join('-'));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string()), (text) => {
        const inRange = text >= '1900-01-01' && text < '2200-01-01';
        expect(LocalDate.safeParse(text).success).toBe(isLocalDate(text) && inRange);
      }),
      { numRuns: 2000 },
    );
  });

  test('moves over leap days and year ends', () => {
    expect(shiftDate('2024-02-28', 2)).toBe('2024-03-01');
    expect(shiftDate('2027-01-01', -1)).toBe('2026-12-31');
  });
});
