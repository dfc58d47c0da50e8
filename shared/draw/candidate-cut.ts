/**
 * Of a stratum of N that draws n, the part of all tickets that is looked at, as a bound of their first 32 bits. Each
 * ticket is below it by chance n/N and a little more: that fewer than n of them are is a matter of eight standard
 * deviations, so that all shards together hand on little more than n and never, but for a wonder, less.
 */
export function cutOf({ size, quota }: { readonly size: number; readonly quota: number }, reserves: number): number {
  const wanted = quota + reserves;
  const share = (wanted + 8 * Math.sqrt(wanted) + 64) / size;
  return share < 1 ? Math.ceil(share * 2 ** 32) : Number.POSITIVE_INFINITY;
}
