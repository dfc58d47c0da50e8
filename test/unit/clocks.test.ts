import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { checkConformance } from '../../local/conformance.ts';
import { dueOf } from '../../shared/calendar/due.ts';
import { daysBetween, shiftDate } from '../../shared/calendar/local-date.ts';
import { nationalCalendarYears } from '../../shared/calendar/shipped-years.ts';
import { isWorkingDay, workCalendar } from '../../shared/calendar/working-days.ts';
import { type Clock, type ClockName, clocks, type DayPeriod } from '../../shared/codes/clocks.ts';

const calendar = workCalendar(nationalCalendarYears);
const named: readonly (readonly [ClockName, Clock])[] = Object.entries(clocks) as [ClockName, Clock][];
const { vectors } = z
  .object({
    vectors: z.array(z.object({ clock: z.custom<ClockName>(), start: z.string(), due: z.string().nullable() })),
  })
  .parse(JSON.parse(readFileSync(new URL('../vectors/clock-vectors.json', import.meta.url), 'utf8')));

const aDay = fc.integer({ min: 0, max: 729 }).map((days) => shiftDate('2025-01-01', days));
const aPeriod: fc.Arbitrary<DayPeriod> = fc.oneof(
  fc.record({ unit: fc.constantFrom('workday' as const, 'day' as const), length: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ unit: fc.constant('month' as const), length: fc.integer({ min: 1, max: 36 }) }),
  fc.constant({ unit: 'fifteenth' as const }),
);
const countedDue = (period: DayPeriod, start: string, rollOver?: boolean): string | undefined => {
  const due = dueOf(period, start, { calendar, rollOver });
  return due.kind === 'date' ? due.date : undefined;
};

describe('a clock runs out', () => {
  test.each(vectors)('$clock from $start: $due', ({ clock, start, due }) => {
    const moment = start.includes('T') ? new Date(start) : start;
    const expected =
      due === null
        ? { kind: 'undetermined', missingYear: 2027 }
        : due.includes('T')
          ? { kind: 'instant', instant: new Date(due) }
          : { kind: 'date', date: due };
    expect(dueOf(clocks[clock], moment, { calendar })).toEqual(expected);
  });

  test('never before one of the same length that started earlier', () => {
    fc.assert(
      fc.property(aPeriod, aDay, fc.nat(40), (period, start, later) => {
        // What the covered years do not determine for one start, they do for no later one; it sorts after every day.
        const end = (from: string) => countedDue(period, from) ?? 'undetermined';
        expect(end(shiftDate(start, later)) >= end(start)).toBe(true);
      }),
    );
  });

  test('on a working day, whether it counts working days or rolls over, and never before the natural last day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('workday' as const, 'day' as const),
        fc.integer({ min: 1, max: 60 }),
        aDay,
        (unit, length, start) => {
          const due = countedDue({ unit, length }, start);
          if (due === undefined) return;
          expect(isWorkingDay(due, calendar)).toEqual({ ok: true, value: true });
          expect(daysBetween(start, due)).toBeGreaterThanOrEqual(length);
        },
      ),
    );
  });

  test('after natural days on the day itself where the county lets none roll over, without asking a calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), aDay, (length, start) => {
        expect(countedDue({ unit: 'day', length }, start, false)).toBe(shiftDate(start, length));
      }),
    );
  });

  test('after months on the day of the same number or, where there is none, on the last of the month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), aDay, (length, start) => {
        const due = countedDue({ unit: 'month', length }, start) ?? '';
        const month = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(month(due) - month(start)).toBe(length);
        const isLast = shiftDate(due, 1).endsWith('-01');
        expect(due.slice(8) === start.slice(8) || (isLast && due.slice(8) < start.slice(8))).toBe(true);
      }),
    );
  });

  test('of hours at an instant alone: from a day they are not guessed', () => {
    expect(() => dueOf(clocks.criminalHandOver, '2026-05-06', { calendar })).toThrow(RangeError);
  });
});

describe('the table of clocks', () => {
  test('names for each clock the document it rests on, and has the 43 of the sources and one of the exchange', () => {
    expect(named).toHaveLength(44);
    expect(named.filter(([, { document, name, from }]) => [document, name, from].some((text) => text === ''))).toEqual(
      [],
    );
  });

  test('leaves no figure that was not found in a text without saying who confirms it', () => {
    const unfounded = named.filter(([, { mark }]) => mark !== 'found');
    expect(unfounded.map(([name]) => name).toSorted()).toEqual(
      [
        'ackAwaited',
        'assessmentObjection',
        'followUpReceipt',
        'followUpResult',
        'repairAccept',
        'urgentApproval',
      ].toSorted(),
    );
    expect(unfounded.every(([, { confirm = '' }]) => confirm.length > 0)).toBe(true);
  });
});

describe('a file of clock vectors', () => {
  const check = (...rows: object[]) => {
    const checked = checkConformance(JSON.stringify({ vectors: rows }));
    if (!checked.ok) throw new Error(checked.error.reason);
    return checked.value.differences.map(({ path, got }) => [path, got]);
  };

  test('may give a bare period instead of a clock, and the last day of a term', () => {
    expect(
      check(
        { workdays: 5, start: '2026-02-13', due: '2026-02-27' },
        { naturaldays: 90, start: '2026-07-03', due: '2026-10-08' },
        { naturaldays: 3, rollOver: false, start: '2026-04-30', due: '2026-05-03' },
        { months: 3, start: '2026-03-10', lastDay: '2026-06-10' },
        { workdays: 5, start: '2026-12-25', due: null },
      ),
    ).toEqual([]);
    expect(check({ months: 3, start: '2026-03-10', lastDay: '2026-06-11' })).toEqual([
      ['/vectors/0/lastDay', '"2026-06-10"'],
    ]);
  });

  test('differs where it names a clock that nobody knows, and is unreadable where it says no end', () => {
    expect(check({ clock: 'noClock', start: '2026-02-13', due: '2026-02-27' })).toEqual([
      ['/vectors/0/clock', 'no such clock'],
    ]);
    expect(checkConformance(JSON.stringify({ vectors: [{ months: 3, start: '2026-03-10' }] })).ok).toBe(false);
  });
});
