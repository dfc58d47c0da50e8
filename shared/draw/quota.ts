/** How many of a stratum are drawn: a share in ten-thousandths (300 = 3 %) or an absolute number. */
export type QuotaRule = { readonly ratio: number } | { readonly number: number };

/**
 * n = ⌈N·ratio⌉, at least 1 and at most N, in integers only; an empty stratum has nothing to draw. An absolute number
 * is capped by N.
 */
export function quotaOf(rule: QuotaRule, size: number): number {
  const given = 'ratio' in rule ? rule.ratio : rule.number;
  if (!Number.isSafeInteger(given) || given < 0) throw new RangeError('a quota is made of whole numbers');
  const wanted = 'ratio' in rule ? roundUp(size * given, 10_000) : given;
  return Math.min(Math.max(wanted, 1), size);
}

/** R1: whether a quota exceeds what a cap (in ten-thousandths) allows for a stratum of this size. */
export const exceedsCap = (quota: number, size: number, cap: number): boolean => quota > quotaOf({ ratio: cap }, size);

const roundUp = (dividend: number, divisor: number): number => {
  const rest = dividend % divisor;
  return (dividend - rest) / divisor + (rest > 0 ? 1 : 0);
};
