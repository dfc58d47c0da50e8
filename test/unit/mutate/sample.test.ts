import { describe, expect, test } from 'vitest';
import type { Mutant } from '../../mutate/mutants.ts';
import { lineOf, summaryOf } from '../../mutate/report.ts';
import { intervalOf, sampleOf } from '../../mutate/sample.ts';

const mutants = Array.from({ length: 500 }, (_, start): Mutant => {
  return { file: 'a.ts', start, end: start + 1, replacement: '', operator: 'statement left out' };
});

describe('a sample', () => {
  test('is the same for the same seed, another for another, and whole when more are asked for than there are', () => {
    expect(sampleOf(mutants, 20, '1')).toEqual(sampleOf(mutants.toReversed(), 20, '1'));
    expect(sampleOf(mutants, 20, '2')).not.toEqual(sampleOf(mutants, 20, '1'));
    expect(new Set(sampleOf(mutants, 900, '1'))).toEqual(new Set(mutants));
  });

  test('holds the smaller samples of its seed', () => {
    expect(sampleOf(mutants, 50, '7').slice(0, 20)).toEqual(sampleOf(mutants, 20, '7'));
  });
});

describe('the interval of a share', () => {
  // E. B. Wilson's interval as tabulated for 81 of 263 by R. G. Newcombe (1998), and its closed form for none of n.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [29, 29, 0.883, 1],
  ])('%d of %d lies between %d and %d', (hits, size, from, to) => {
    const [low, high] = intervalOf(hits, size);
    expect(low).toBeCloseTo(from, 4);
    expect(high).toBeCloseTo(to, 4);
  });

  test('of nothing is everything', () => {
    expect(intervalOf(0, 0)).toEqual([0, 1]);
  });
});

describe('the report', () => {
  const source = 'first();\nif (a &&\n  b) f();\nlast();';
  const mutant = { file: 'a.ts', start: 13, end: 21, replacement: 'a', operator: 'right side left out' };

  test('shows the place and the lines as they were and became', () => {
    expect(lineOf({ mutant, end: 'survived', unasked: true }, source).split('\n')).toEqual([
      'a.ts:2:5  right side left out  (survived, not all tests that reach it were run)',
      '  - if (a &&',
      '  -   b) f();',
      '  + if (a) f();',
    ]);
  });

  test('counts what ran on without an end as noticed, and what the compiler refuses not at all', () => {
    const ends = ['killed', 'killed', 'timeout', 'survived', 'unreached', 'refused'] as const;
    expect(summaryOf(ends.map((end) => ({ mutant, end })))).toBe(
      'score 60.0 % (95 % between 23.1 % and 88.2 %): 2 killed, 1 timed out, 1 survived, 1 reached by no test, ' +
        'of 5; 1 refused by the compiler',
    );
  });
});
