import { beforeAll, describe, expect, test } from 'vitest';
import { creditCodeCheck } from '../../shared/domain/registry/credit-code.ts';
import { selectObjects } from '../../shared/draw/one/select.ts';
import { drawRepeatedly, firstOf, type Population, seeds } from '../support/repeated-draws.ts';
import {
  chiSquareTail,
  crossStatistic,
  deviationBound,
  falseAlarmRate,
  inclusionStatistic,
  isAlarming,
  pairStatistic,
  type RepeatedDraws,
  worstDeviation,
} from '../support/sampling-statistics.ts';
import { biasedMethods } from './biased-methods.ts';

// 43 objects: an even number of degrees both for objects (42) and for pairs (860).
const size = 43;
const repetitions = 20_000;
const places = Array.from({ length: size }, (_, place) => place);

const creditCode = (serial: number): string => {
  const body = `91411422MA${String(10_000 + serial).padStart(7, '0')}`;
  return `${body}${creditCodeCheck(body)}`;
};
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXYabcdefghijklmnop';

/** Ids that are as near to each other as ids get; if nearness told in a ticket, it would tell here. */
const populations: readonly Population[] = [
  { stratum: '连续编排的统一社会信用代码', ids: places.map(creditCode), quota: 4 },
  { stratum: '只差一个字符的编号', ids: places.map((n) => `411422-SCJG-${alphabet[n]}-000000`), quota: 7 },
  { stratum: '汉字编号', ids: places.map((n) => `睢食字第${n}号`), quota: 13 },
  {
    stratum: '含基本平面外字符的编号',
    ids: places.map((n) => `${'𠮷'.repeat(1 + (n % 7))}野家${n < 22 ? '' : ' '}${n}`),
    quota: 30,
  },
];
const names = populations.map(({ stratum }) => stratum);

let drawn: ReadonlyMap<string, RepeatedDraws>;
const of = (stratum: string): RepeatedDraws => {
  const found = drawn.get(stratum);
  if (!found) throw new Error(`no stratum ${stratum}`);
  return found;
};

beforeAll(() => {
  drawn = drawRepeatedly(populations, seeds(repetitions));
});

describe(`over ${repetitions} seeds, each statistic alarming on a fair draw once in ${1 / falseAlarmRate} times`, () => {
  test.each(names)('%s: every object is drawn equally often', (stratum) => {
    expect(isAlarming(inclusionStatistic(of(stratum)))).toBe(false);
    expect(worstDeviation(of(stratum))).toBeLessThan(deviationBound(size));
  });

  test.each(names)('%s: no two objects keep company or avoid each other', (stratum) => {
    expect(isAlarming(pairStatistic(of(stratum)))).toBe(false);
  });

  test.each(names)('%s: every draw takes exactly the quota, and nobody twice', (stratum) => {
    const { draws, quota } = of(stratum);
    expect(draws).toHaveLength(repetitions);
    expect(draws.every((draw) => draw.length === quota && new Set(draw).size === quota)).toBe(true);
    expect(draws.every((draw) => draw.every((place) => place >= 0 && place < size))).toBe(true);
  });

  test.each([1, 2, 10, 20])(
    'the first %i of the order are a fair draw by themselves, as for key items the batches are',
    (first) => {
      const smaller = firstOf(of('含基本平面外字符的编号'), first);
      expect(isAlarming(inclusionStatistic(smaller))).toBe(false);
      // One alone makes no pair.
      expect(first > 1 && isAlarming(pairStatistic(smaller))).toBe(false);
    },
  );

  test('what one stratum draws says nothing of what another draws', () => {
    for (const [at, one] of names.entries()) {
      for (const other of names.slice(at + 1)) expect(isAlarming(crossStatistic(of(one), of(other)))).toBe(false);
    }
  });
});

describe('the statistics can tell', () => {
  test.each(biasedMethods)('$name', ({ draw, sees }) => {
    const repeated = { size, quota: 7, draws: Array.from({ length: repetitions }, (_, n) => draw(size, 7, n)) };
    const alarms = {
      inclusion: isAlarming(inclusionStatistic(repeated)),
      object: worstDeviation(repeated) > deviationBound(size),
      pairs: isAlarming(pairStatistic(repeated)),
    };
    expect(alarms).toEqual({ inclusion: false, object: false, pairs: false, ...sees });
  });

  test('their tail is that of the printed tables, to the digits these give', () => {
    // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4, upper-tail critical values.
    for (const [value, degrees, tail] of [
      [18.307, 10, 0.05],
      [23.209, 10, 0.01],
      [31.41, 20, 0.05],
      [45.315, 20, 0.001],
      [124.342, 100, 0.05],
      [149.449, 100, 0.001],
    ] as const) {
      expect(chiSquareTail({ value, degrees })).toBeCloseTo(tail, 4);
    }
  });
});

test('a larger quota only adds to a smaller one, for every quota there is', () => {
  const rows = places.map((n) => ({ id: creditCode(n), stratum: 'A' }));
  const order = (seed: string, quota: number) => {
    const selection = selectObjects({ seed, strata: [{ stratum: 'A', quota }], reserves: 0 }, rows);
    return selection.ok ? selection.value.flatMap(({ selected }) => selected.map(({ id }) => id)) : [];
  };
  for (const seed of seeds(40)) {
    const whole = order(seed, size);
    for (let quota = 0; quota < size; quota += 1) expect(order(seed, quota)).toEqual(whole.slice(0, quota));
  }
});
