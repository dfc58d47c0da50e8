import { expect, test } from 'vitest';
import { type Reach, testsFor } from '../../mutate/reach.ts';
import { withNotes } from '../../mutate/regions.ts';

// Regions 10 to 12: the file, and what each of the two functions computes.
const source = 'const f = () => a; const g = () => b;';
const file = { file: 'a.ts', source, offset: 10, ...withNotes('a.ts', source, 10) };
const place = (text: string) => ({ start: source.indexOf(text), end: source.indexOf(text) + text.length });
const reach = (test: string, outside: readonly number[], cases: Record<string, readonly number[]>): Reach => ({
  test,
  ms: 1000,
  outside,
  cases: Object.entries(cases).map(([id, entered]) => ({ id, ms: 400, entered })),
});

test('of a test file those tests are asked that enter the place of the fault, in what time they need', () => {
  const reaches = [
    reach('one.test.ts', [10], { first: [11], second: [12] }),
    reach('other.test.ts', [10], { x: [12] }),
  ];
  expect(testsFor(file, place('a'), reaches)).toEqual([{ test: 'one.test.ts', only: ['first'], ms: 600 }]);
});

test('all tests of a file are asked that enters the place while it prepares them', () => {
  const reaches = [reach('one.test.ts', [10, 11], { first: [], second: [12] })];
  expect(testsFor(file, place('a'), reaches)).toEqual([{ test: 'one.test.ts', ms: 1000 }]);
});

test('the file that sees most of the source in the same time is asked first', () => {
  const reaches = [reach('less.test.ts', [10], { x: [12] }), reach('more.test.ts', [10], { x: [11, 12] })];
  expect(testsFor(file, place('b'), reaches).map(({ test }) => test)).toEqual(['more.test.ts', 'less.test.ts']);
});

test('what no test enters is asked of nobody', () => {
  expect(testsFor(file, place('b'), [reach('one.test.ts', [10], { first: [11] })])).toEqual([]);
});
