import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOfMonth, shiftDate } from '../../shared/calendar/local-date.ts';
import {
  creditDimensions,
  creditIndicators,
  type IndicatorCode,
  indicatorOf,
} from '../../shared/codes/credit-model.ts';
import { dishonestyListCodes } from '../../shared/codes/dishonesty-lists.ts';
import { lookupPurposeCodes, sanctionMeasures } from '../../shared/codes/sanctions.ts';
import { hitsFor } from '../../shared/domain/credit/hits.ts';
import { classOf, type RiskEvent, scoreOf } from '../../shared/domain/credit/score.ts';

const asOf = '2026-06-30';
const codes = Object.keys(creditIndicators) as IndicatorCode[];
const aDay = fc.integer({ min: -1500, max: 60 }).map((days) => shiftDate(asOf, days));
const anEvent: fc.Arbitrary<RiskEvent> = fc.record(
  {
    indicator: fc.constantFrom(...codes),
    on: aDay,
    until: aDay,
    repairedOn: aDay,
    case: fc.constantFrom('K1', 'K2'),
  },
  { requiredKeys: ['indicator', 'on'] },
);
const events = fc.array(anEvent, { maxLength: 30 });
const noDirect = [] as const;

describe('a score', () => {
  test('is what its lines add up to, within the cap of each dimension', () => {
    fc.assert(
      fc.property(events, (given) => {
        const { score, lines } = scoreOf({ events: given, direct: noDirect }, asOf);
        const sums = Object.entries(creditDimensions).map(([code, { cap }]) => {
          const own = lines.filter(({ indicator }) => indicatorOf(indicator).dimension === code);
          return Math.min(
            cap,
            own.reduce((sum, { points }) => sum + points, 0),
          );
        });
        expect(score).toBe(
          Math.min(
            1000,
            sums.reduce((sum, points) => sum + points, 0),
          ),
        );
      }),
    );
  });

  test('is the same in whatever order the events are given', () => {
    fc.assert(
      fc.property(events, (given) => {
        const one = scoreOf({ events: given, direct: noDirect }, asOf);
        const other = scoreOf({ events: given.toReversed(), direct: noDirect }, asOf);
        expect([other.score, other.class, other.dimensions]).toEqual([one.score, one.class, one.dimensions]);
      }),
    );
  });

  test('does not rise when an event is repaired, nor by what begins later', () => {
    fc.assert(
      fc.property(events, fc.nat(), aDay, (given, at, later) => {
        const { score } = scoreOf({ events: given, direct: noDirect }, asOf);
        const repaired = given.map((event, index) =>
          index === at % given.length ? { ...event, repairedOn: asOf } : event,
        );
        expect(scoreOf({ events: repaired, direct: noDirect }, asOf).score).toBeLessThanOrEqual(score);
        const future = { indicator: '403', on: later > asOf ? later : shiftDate(asOf, 1) } as const;
        expect(scoreOf({ events: [...given, future], direct: noDirect }, asOf).score).toBe(score);
      }),
    );
  });

  test.each(codes.filter((code) => indicatorOf(code).months))(
    'of %s alone is full, half and then nothing',
    (indicator) => {
      const { points, months } = indicatorOf(indicator);
      const on = '2024-01-31';
      const at = (day: string) => scoreOf({ events: [{ indicator, on }], direct: noDirect }, day).score;
      const [half, over] = [
        dateOfMonth(on, months?.full ?? 0),
        dateOfMonth(on, (months?.full ?? 0) + (months?.half ?? 0)),
      ];
      expect([at(shiftDate(half, -1)), at(half), at(shiftDate(over, -1)), at(over)]).toEqual([
        points,
        Math.floor(points / 2),
        Math.floor(points / 2),
        0,
      ]);
    },
  );

  test.each([
    [0, 'A'],
    [199, 'A'],
    [200, 'B'],
    [499, 'B'],
    [500, 'C'],
    [749, 'C'],
    [750, 'D'],
    [1000, 'D'],
  ])('of %i points gives class %s (豫市监办〔2022〕100号)', (score, expected) => {
    expect(classOf(score)).toBe(expected);
  });
});

describe('a look-up', () => {
  test('names no measure that is not enabled, of another area or of another list', () => {
    for (const list of dishonestyListCodes)
      for (const purpose of lookupPurposeCodes)
        for (const { measures } of hitsFor([{ id: 'E1', list, on: '2026-01-01' }], purpose, asOf))
          for (const code of measures) {
            const measure = sanctionMeasures[code];
            expect([measure.enabled, measure.area, measure.lists.includes(list)]).toEqual([true, purpose, true]);
          }
  });

  test('never refuses a supplier for the list of abnormal operations alone (财库〔2016〕125号)', () => {
    const [hit] = hitsFor([{ id: 'E1', list: 'abnormal', on: '2026-01-01' }], 'procurement', asOf);
    expect(hit).toEqual({ entry: 'E1', list: 'abnormal', measures: [], effects: [] });
  });
});
