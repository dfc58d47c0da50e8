import { expect, test } from 'vitest';
import { rateOf } from '../../shared/base/rate.ts';

test.each([
  [6, 51, 1176],
  [1, 3, 3333],
  [2, 3, 6667],
  [29_999, 30_000, 9999],
  [1, 100_000, 1],
  [0, 7, 0],
  [7, 7, 10_000],
])('%i of %i is %i ten-thousandths', (some, all, rate) => {
  expect(rateOf(some, all)).toBe(rate);
});
