import { rehearsalSeed } from '../rehearsal-seed.ts';
import { sha256 } from '../sha256.ts';
import { smallest } from '../smallest.ts';
import { type Drawn, headOf } from '../ticket-order.ts';

/**
 * One dry run (演练) of a frame: of each stratum the ids with the smallest tickets. It has no key and no rows; its seed is of
 * another domain than any draw's, so that it says nothing of one.
 */
export function rehearse(
  inputs: string,
  index: number,
  strata: readonly { readonly stratum: string; readonly quota: number }[],
  objects: Iterable<{ readonly id: string; readonly stratum: string }>,
): readonly { readonly stratum: string; readonly selected: readonly Drawn[] }[] {
  const seed = rehearsalSeed(inputs, index);
  const ticketOf = (id: string) => sha256(`${seed}\nobject\n${id}`);
  const kept = new Map(strata.map(({ stratum, quota }) => [stratum, smallest(quota, ticketOf)]));
  for (const { id, stratum } of objects) kept.get(stratum)?.offer(id, headOf(ticketOf(id)));
  return strata.map(({ stratum }) => ({ stratum, selected: kept.get(stratum)?.inOrder() ?? [] }));
}
