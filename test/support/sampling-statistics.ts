/**
 * What repeated draws of n out of N must look like if every set of n is equally likely, and how unlikely a deviation is.
 * Every distribution here is derived from the hypergeometric design itself, not taken from a draw.
 */

/** One draw in this many would be refused although it is fair: the false-alarm rate of each statistic. */
export const falseAlarmRate = 1e-6;

/** One frame drawn many times: who was selected each time, as places 0 to `size` − 1. */
export interface RepeatedDraws {
  readonly size: number;
  readonly quota: number;
  readonly draws: readonly (readonly number[])[];
}

/** A statistic that follows χ² with so many degrees of freedom when the draw is fair. */
export interface ChiSquare {
  readonly value: number;
  readonly degrees: number;
}

/**
 * P(χ² > x). For an even number of degrees the distribution is that of a sum of exponentials and its tail a finite sum:
 * e^(−x/2) Σ_{i < k/2} (x/2)^i / i!. Sizes are chosen so that every number of degrees is even, and no table is needed.
 */
export function chiSquareTail({ value, degrees }: ChiSquare): number {
  if (degrees % 2 !== 0) throw new RangeError('the closed form holds for an even number of degrees');
  const half = value / 2;
  let logOfTerm = -half;
  let tail = 0;
  for (let i = 1; i <= degrees / 2; i += 1) {
    tail += Math.exp(logOfTerm);
    logOfTerm += Math.log(half / i);
  }
  return Math.min(tail, 1);
}

/** Too uneven, or suspiciously even: either end is half of the false alarms. */
export const isAlarming = (statistic: ChiSquare): boolean => {
  const tail = chiSquareTail(statistic);
  return Math.min(tail, 1 - tail) < falseAlarmRate / 2;
};

/** n(n−1)…(n−k+1) / N(N−1)…(N−k+1): the chance that k given objects are all selected. */
export function jointInclusion(quota: number, size: number, k: number): number {
  let chance = 1;
  for (let i = 0; i < k; i += 1) chance *= (quota - i) / (size - i);
  return chance;
}

/** How often each object was selected. */
export function inclusionCounts({ size, draws }: RepeatedDraws): Float64Array {
  const counts = new Float64Array(size);
  for (const draw of draws) for (const place of draw) counts[place] = (counts[place] ?? 0) + 1;
  return counts;
}

/**
 * Inclusion counts against S·n/N. With n fixed they cannot vary freely: their covariance is S·p(1−p)·N/(N−1) on the
 * N−1 dimensions where they sum to nothing, so Σ(c−Sp)²·(N−1)/(N·S·p(1−p)) is χ² with N−1 degrees.
 */
export function inclusionStatistic(repeated: RepeatedDraws): ChiSquare {
  const { size, quota, draws } = repeated;
  const p = quota / size;
  const squares = inclusionCounts(repeated).reduce((sum, count) => sum + (count - draws.length * p) ** 2, 0);
  return { value: (squares * (size - 1)) / (size * draws.length * p * (1 - p)), degrees: size - 1 };
}

/** The largest deviation of one object, in standard deviations of a binomial count. */
export function worstDeviation(repeated: RepeatedDraws): number {
  const { size, quota, draws } = repeated;
  const p = quota / size;
  const deviation = Math.sqrt(draws.length * p * (1 - p));
  return inclusionCounts(repeated).reduce(
    (worst, count) => Math.max(worst, Math.abs(count - draws.length * p) / deviation),
    0,
  );
}

/** What the worst of so many normal deviations exceeds with no more than the false-alarm rate: 2Q(z) ≤ e^(−z²/2), summed. */
export const deviationBound = (comparisons: number): number => Math.sqrt(2 * Math.log(comparisons / falseAlarmRate));

/**
 * Joint inclusion of every pair against S·n(n−1)/N(N−1), after the single counts are taken out. Pairs form the Johnson
 * scheme J(N,2): on the N(N−3)/2 dimensions left, the covariance is S·(p2 − 2·p3 + p4) times the identity.
 */
export function pairStatistic({ size, quota, draws }: RepeatedDraws): ChiSquare {
  const together = new Float64Array(size * size);
  for (const draw of draws) {
    for (const a of draw) for (const b of draw) together[a * size + b] = (together[a * size + b] ?? 0) + 1;
  }
  const expected = draws.length * jointInclusion(quota, size, 2);
  const deviation = (a: number, b: number) => (together[a * size + b] ?? 0) - expected;
  const places = Array.from({ length: size }, (_, place) => place);
  const rows = places.map((a) => places.reduce((sum, b) => sum + (a === b ? 0 : deviation(a, b)), 0));
  let squares = 0;
  for (const a of places) {
    for (let b = a + 1; b < size; b += 1) {
      squares += (deviation(a, b) - ((rows[a] ?? 0) + (rows[b] ?? 0)) / (size - 2)) ** 2;
    }
  }
  const [two, three, four] = [2, 3, 4].map((k) => jointInclusion(quota, size, k));
  const eigenvalue = (two ?? 0) - 2 * (three ?? 0) + (four ?? 0);
  return { value: squares / (draws.length * eigenvalue), degrees: (size * (size - 3)) / 2 };
}

/** Whether one stratum's selection says anything of another's: joint counts against S·p·q, both margins taken out. */
export function crossStatistic(one: RepeatedDraws, other: RepeatedDraws): ChiSquare {
  const together = new Float64Array(one.size * other.size);
  for (const [time, draw] of one.draws.entries()) {
    for (const a of draw) {
      for (const b of other.draws[time] ?? []) {
        together[a * other.size + b] = (together[a * other.size + b] ?? 0) + 1;
      }
    }
  }
  const rows = inclusionCounts(one).map((count) => (count * other.quota) / other.size);
  const columns = inclusionCounts(other).map((count) => (count * one.quota) / one.size);
  const mean = (one.draws.length * one.quota * other.quota) / (one.size * other.size);
  let squares = 0;
  for (const [a, row] of rows.entries()) {
    for (const [b, column] of columns.entries()) {
      squares += ((together[a * other.size + b] ?? 0) - row - column + mean) ** 2;
    }
  }
  const spread = ({ size, quota }: RepeatedDraws) => ((quota / size) * (1 - quota / size) * size) / (size - 1);
  return {
    value: squares / (one.draws.length * spread(one) * spread(other)),
    degrees: (one.size - 1) * (other.size - 1),
  };
}

/** ln n!, summed and not approximated. */
const logFactorials: number[] = [0];
export function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i += 1) logFactorials.push((logFactorials[i - 1] ?? 0) + Math.log(i));
  return logFactorials[n] ?? 0;
}

export const logBinomial = (n: number, k: number): number =>
  k < 0 || k > n ? Number.NEGATIVE_INFINITY : logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/**
 * How large the overlap of two independent draws of n out of N is, counted in cells, against the hypergeometric
 * distribution; rare cells are joined to their neighbours until each expects ten and the degrees are even.
 */
export function overlapStatistic(size: number, quota: number, overlaps: readonly number[]): ChiSquare {
  const cells = Array.from({ length: quota + 1 }, (_, overlap) => ({
    expected:
      overlaps.length *
      Math.exp(logBinomial(quota, overlap) + logBinomial(size - quota, quota - overlap) - logBinomial(size, quota)),
    found: overlaps.filter((each) => each === overlap).length,
  }));
  const joined: { expected: number; found: number }[] = [];
  for (const cell of cells) {
    const last = joined.at(-1);
    if (last && last.expected < 10) Object.assign(last, sumOf(last, cell));
    else joined.push({ ...cell });
  }
  while ((joined.at(-1)?.expected ?? 10) < 10 || joined.length % 2 === 0) {
    const [rest, last] = [joined.pop(), joined.at(-1)];
    if (rest && last) Object.assign(last, sumOf(last, rest));
  }
  const value = joined.reduce((sum, { expected, found }) => sum + (found - expected) ** 2 / expected, 0);
  return { value, degrees: joined.length - 1 };
}

const sumOf = (a: { expected: number; found: number }, b: { expected: number; found: number }) => ({
  expected: a.expected + b.expected,
  found: a.found + b.found,
});
