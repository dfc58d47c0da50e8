/** A rate in ten-thousandths, half-up: 100.00 % only of all, 0 only of none. `all` is not 0. */
export function rateOf(some: number, all: number): number {
  const rate = roundedHalfUp(some * 10_000, all);
  if (some < all && rate === 10_000) return 9999;
  return some > 0 && rate === 0 ? 1 : rate;
}

/** A quotient as a whole number, half-up: of whole numbers alone, so that no half depends on how a machine rounds. */
export const roundedHalfUp = (dividend: number, divisor: number): number =>
  Math.floor((2 * dividend + divisor) / (2 * divisor));

/** `88.89%` of 8889 ten-thousandths, or `—` where nothing was to be counted. */
export const shownRate = (rate: number | null): string => (rate === null ? '—' : `${twoDecimals(rate)}%`);

/** `20.28` of 2028 hundredths. */
export const twoDecimals = (hundredths: number): string => {
  const digits = String(Math.abs(hundredths)).padStart(3, '0');
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
