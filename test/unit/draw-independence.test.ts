import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildFrame, frameLines } from '../../shared/draw/one/frame.ts';
import { selectObjects } from '../../shared/draw/one/select.ts';
import { drawRepeatedly, type Population, seedOf } from '../support/repeated-draws.ts';
import { inclusionStatistic, isAlarming, overlapStatistic } from '../support/sampling-statistics.ts';

const size = 43;
const quota = 13;
const population: Population = {
  stratum: 'A',
  ids: Array.from({ length: size }, (_, n) => `91411422MA${n}`),
  quota,
};

/** A small number as a seed, and the seeds that differ from it in one of the 256 bits. */
const seedOfNumber = (value: bigint): string => value.toString(16).padStart(64, '0');
const neighbours = (value: bigint): readonly string[] =>
  Array.from({ length: 256 }, (_, bit) => seedOfNumber(value ^ (1n << BigInt(bit))));

describe('seeds that differ in one bit', () => {
  const bases = Array.from({ length: 60 }, (_, n) => BigInt(n));
  const drawn = bases.map((base) => {
    const draws = drawRepeatedly([population], [seedOfNumber(base), ...neighbours(base)]).get('A')?.draws ?? [];
    const [own = [], ...others] = draws;
    return { own, others };
  });

  test('draw lists that have no more and no less in common than any two lists', () => {
    const overlaps = drawn.flatMap(({ own, others }) =>
      others.map((other) => other.filter((place) => own.includes(place)).length),
    );
    expect(overlaps).toHaveLength(60 * 256);
    expect(isAlarming(overlapStatistic(size, quota, overlaps))).toBe(false);
  });

  test('and small seeds are as fair as any', () => {
    const draws = drawn.flatMap(({ others }) => others);
    expect(isAlarming(inclusionStatistic({ size, quota, draws }))).toBe(false);
  });

  test('lists that had a tenth of their objects in common too often would be noticed', () => {
    const overlaps = drawn.flatMap(({ own, others }) =>
      others.map((other, n) => (n % 10 === 0 ? quota : other.filter((place) => own.includes(place)).length)),
    );
    expect(isAlarming(overlapStatistic(size, quota, overlaps))).toBe(true);
  });
});

describe('the order of the registry', () => {
  const rows = Array.from({ length: 240 }, (_, n) => ({
    id: n % 3 === 0 ? `𠮷字${n}` : `91411422MA${n}`,
    stratum: ['A', 'B', 'C'][n % 3] ?? 'A',
    version: 1 + (n % 4),
  }));
  const strata = [
    { stratum: 'A', quota: 3 },
    { stratum: 'B', quota: 17 },
    { stratum: 'C', quota: 80 },
  ];
  const anyOrder = fc.shuffledSubarray(rows, { minLength: rows.length });

  test('changes neither the root, nor the file, nor the list, nor the reserves', () => {
    const request = { seed: seedOf(1), strata, reserves: 5 };
    const [drawn, frame] = [selectObjects(request, rows), buildFrame(rows)];
    if (!frame.ok || !drawn.ok) throw new Error('a frame and a draw');
    const file = [...frameLines(frame.value)];
    fc.assert(
      fc.property(anyOrder, (order) => {
        expect(selectObjects(request, order)).toEqual(drawn);
        const again = buildFrame(order);
        expect(again.ok && [again.value.root, ...frameLines(again.value)]).toEqual([frame.value.root, ...file]);
      }),
      { numRuns: 150 },
    );
  });
});
