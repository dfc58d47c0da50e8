import { rehearsalSeed } from './rehearsal-seed.ts';
import { smallestTickets } from './smallest-tickets.ts';
import type { Drawn } from './ticket-order.ts';
import { objectTicket } from './tickets.ts';

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
  const kept = new Map(strata.map(({ stratum, quota }) => [stratum, smallestTickets(quota)]));
  for (const { id: row, stratum } of objects) kept.get(stratum)?.offer({ row, ticket: objectTicket(seed, row) });
  return strata.map(({ stratum }) => ({
    stratum,
    selected: (kept.get(stratum)?.inOrder() ?? []).map(({ row: id, ticket }) => ({ id, ticket })),
  }));
}
