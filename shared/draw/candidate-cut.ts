/**
 * For a stratum of N from which n are drawn, the bound on the first 32 bits below which tickets are kept. A ticket is
 * below it with a probability slightly above n/N, so all shards together pass on few more than n; fewer than n would be
 * a deviation of eight standard deviations.
 */
export function cutOf({ size, quota }: { readonly size: number; readonly quota: number }, reserves: number): number {
  const wanted = quota + reserves;
  const share = (wanted + 8 * Math.sqrt(wanted) + 64) / size;
  return share < 1 ? Math.ceil(share * 2 ** 32) : Number.POSITIVE_INFINITY;
}
