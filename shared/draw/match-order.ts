import type { MatchInput } from './match-input.ts';
import { byTicket } from './ticket-order.ts';
import { objectTicket } from './tickets.ts';

/** The visits of a match in its order, by their tickets. */
export function visitsInOrder<V extends { readonly objectId: string }>(
  { seed, visitTicket = objectTicket }: Pick<MatchInput, 'seed' | 'visitTicket'>,
  visits: readonly V[],
): readonly V[] {
  return visits
    .map((visit) => ({ visit, id: visit.objectId, ticket: visitTicket(seed, visit.objectId) }))
    .sort(byTicket)
    .map(({ visit }) => visit);
}

/** The place of every visit in that order. */
export function visitPlaces(input: Pick<MatchInput, 'seed' | 'visitTicket' | 'visits'>): (objectId: string) => number {
  const places = new Map(visitsInOrder(input, input.visits).map(({ objectId }, place) => [objectId, place]));
  return (objectId) => places.get(objectId) ?? 0;
}
