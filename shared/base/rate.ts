/** A rate in ten-thousandths, half-up: 100.00 % only of all, 0 only of none. `all` is not 0. */
export function rateOf(some: number, all: number): number {
  const rate = Math.floor((some * 10_000) / all + 0.5);
  if (some < all && rate === 10_000) return 9999;
  return some > 0 && rate === 0 ? 1 : rate;
}
