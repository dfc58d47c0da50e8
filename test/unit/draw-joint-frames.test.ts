import { beforeAll, describe, expect, test } from 'vitest';
import { selectObjects } from '../../shared/draw/one/select.ts';
import { mergeIntoVisits } from '../../shared/draw/one/visits.ts';
import { seeds } from '../support/repeated-draws.ts';
import {
  deviationBound,
  inclusionStatistic,
  isAlarming,
  logBinomial,
  logFactorial,
  pairStatistic,
  type RepeatedDraws,
} from '../support/sampling-statistics.ts';

/** Two departments' frames: objects of the first alone, of both, of the second alone. */
interface Frames {
  readonly alone: number;
  readonly common: number;
  readonly other: number;
  readonly quotas: readonly [number, number];
}

const repetitions = 20_000;
const drawSeeds = seeds(repetitions);
const range = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, n) => from + n);
const idOf = (n: number): string => `411422-${String(n).padStart(4, '0')}`;

/** What both departments select, by the product's code: a draw of each frame and then the merge into visits. */
function drawBoth(first: readonly number[], second: readonly number[], quotas: Frames['quotas'], seed: string) {
  const select = (objects: readonly number[], quota: number) => {
    const rows = objects.map((n) => ({ id: idOf(n), stratum: 'A' }));
    const drawn = selectObjects({ seed, strata: [{ stratum: 'A', quota }], reserves: 0 }, rows);
    if (!drawn.ok) throw new Error(drawn.error.kind);
    return drawn.value.flatMap(({ selected }) => selected);
  };
  const selections = [select(first, quotas[0]), select(second, quotas[1])] as const;
  const visits = mergeIntoVisits(
    selections.map((selected, n) => ({ frame: `F${n}`, department: `D${n}`, items: [`I${n}`], selected })),
  );
  const [ours, theirs] = selections.map((selected) => selected.map(({ id }) => Number(id.slice(-4))));
  return { ours: ours ?? [], theirs: theirs ?? [], visits: visits.length };
}

function repeated({ alone, common, other, quotas }: Frames) {
  const first = range(0, alone + common);
  const second = range(alone, common + other);
  const both = new Set(range(alone, common));
  const draws = drawSeeds.map((seed) => drawBoth(first, second, quotas, seed));
  return {
    ours: { size: first.length, quota: quotas[0], draws: draws.map((draw) => draw.ours) },
    theirs: {
      size: second.length,
      quota: quotas[1],
      draws: draws.map((draw) => draw.theirs.map((n) => n - alone)),
    },
    overlaps: draws.map((draw) => draw.ours.filter((n) => draw.theirs.includes(n)).length),
    /** How many of the common objects each frame took. */
    taken: draws.map((draw) => [draw.ours, draw.theirs].map((drawn) => drawn.filter((n) => both.has(n)).length)),
    visits: draws.map((draw) => draw.visits),
  };
}

/**
 * The mean overlap of the n smallest tickets, without any draw: the common objects both frames take are those below both
 * thresholds, so it is Σ_j P(the j-th smallest common ticket is within both quotas). That ticket t follows a beta
 * distribution; given t the lone tickets below it are two independent binomials; the integral over t is again a beta.
 */
function meanOverlap({ alone, common, other, quotas: [n1, n2] }: Frames): number {
  const all = alone + common + other;
  let mean = 0;
  for (let j = 1; j <= Math.min(common, n1, n2); j += 1) {
    for (let x = 0; x <= Math.min(alone, n1 - j); x += 1) {
      for (let y = 0; y <= Math.min(other, n2 - j); y += 1) {
        const before = j + x + y - 1;
        const ways = logBinomial(alone, x) + logBinomial(other, y) + Math.log(common) + logBinomial(common - 1, j - 1);
        mean += Math.exp(ways + logFactorial(before) + logFactorial(all - 1 - before) - logFactorial(all));
      }
    }
  }
  return mean;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function deviationFrom(expected: number, values: readonly number[]): number {
  const mean = meanOf(values);
  const spread = Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)) / values.length);
  return Math.abs(mean - expected) / spread;
}

describe('departments whose frames are the same', () => {
  test('draw the same objects, whatever the seed; of a smaller quota each is among those of the larger', () => {
    const objects = range(0, 43);
    for (const seed of drawSeeds.slice(0, 500)) {
      const equal = drawBoth(objects, objects, [7, 7], seed);
      expect(equal.ours).toEqual(equal.theirs);
      expect(equal.visits).toBe(7);
      const unequal = drawBoth(objects, objects, [3, 7], seed);
      expect(unequal.theirs.slice(0, 3)).toEqual(unequal.ours);
      expect(unequal.visits).toBe(7);
    }
  });

  test('and frames without a common object are drawn apart', () => {
    for (const seed of drawSeeds.slice(0, 200)) {
      expect(drawBoth(range(0, 20), range(20, 20), [4, 4], seed).visits).toBe(8);
    }
  });
});

describe.each<readonly [string, Frames]>([
  ['the same ratio, half the objects in common', { alone: 20, common: 23, other: 20, quotas: [9, 9] }],
  ['three times the ratio, most objects in common', { alone: 7, common: 36, other: 7, quotas: [4, 12] }],
])('departments whose frames overlap: %s', (_, frames) => {
  const { alone, common, other, quotas } = frames;
  const shares = [quotas[0] / (alone + common), quotas[1] / (common + other)] as const;
  /** P(both) ≤ min(p, q) for each common object, however the two draws hang together. */
  const noMoreThan = common * Math.min(...shares);
  let result: ReturnType<typeof repeated>;
  beforeAll(() => {
    result = repeated(frames);
  });

  test('each frame is drawn as if the other did not exist', () => {
    for (const one of [result.ours, result.theirs] satisfies RepeatedDraws[]) {
      expect(isAlarming(inclusionStatistic(one))).toBe(false);
      expect(isAlarming(pairStatistic(one))).toBe(false);
    }
  });

  test('with so many common objects in each selection, no draw could have more of them in both', () => {
    expect(result.overlaps).toEqual(result.taken.map((counts) => Math.min(...counts)));
    expect(result.visits).toEqual(result.overlaps.map((overlap) => quotas[0] + quotas[1] - overlap));
  });

  test('the mean overlap is the one the tickets promise, and several times that of two separate draws', () => {
    expect(deviationFrom(meanOverlap(frames), result.overlaps)).toBeLessThan(deviationBound(1));
    const separate = common * shares[0] * shares[1];
    expect(meanOf(result.overlaps)).toBeGreaterThan(3 * separate);
  });

  test('and within a fifth of what no pair of draws with these chances can exceed', () => {
    expect(meanOverlap(frames)).toBeLessThan(noMoreThan);
    expect(meanOverlap(frames)).toBeGreaterThan(0.8 * noMoreThan);
  });
});

test('the gap to that bound closes with the root of the size, as every chance fluctuation does', () => {
  const gap = (scale: number): number => {
    const frames: Frames = { alone: 15 * scale, common: 15 * scale, other: 15 * scale, quotas: [3 * scale, 3 * scale] };
    return 1 - meanOverlap(frames) / (15 * scale * 0.1);
  };
  expect(gap(4) / gap(36)).toBeGreaterThan(2.8);
  expect(gap(4) / gap(36)).toBeLessThan(3.2);
  expect(gap(36)).toBeLessThan(0.05);
});

test('where the bound itself is wanted, the common objects are made a stratum of their own', () => {
  for (const seed of drawSeeds.slice(0, 500)) {
    const draw = (own: readonly number[]) => {
      const rows = [
        ...own.map((n) => ({ id: idOf(n), stratum: '单独' })),
        ...range(20, 20).map((n) => ({ id: idOf(n), stratum: '共有' })),
      ];
      const strata = ['单独', '共有'].map((stratum) => ({ stratum, quota: 4 }));
      const drawn = selectObjects({ seed, strata, reserves: 0 }, rows);
      return drawn.ok ? drawn.value.map(({ selected }) => selected.map(({ id }) => id)) : [];
    };
    const [first, second] = [draw(range(0, 20)), draw(range(40, 20))];
    // 20 common objects at one fifth: 4 of them, the same 4 for both, every time.
    expect(first[1]).toEqual(second[1]);
    expect(first[1]).toHaveLength(4);
  }
});
