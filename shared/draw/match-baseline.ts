import type { Department } from './match-department.ts';
import { joinable } from './match-joinable.ts';
import { isFree, loadOf, type Roster } from './match-roster.ts';
import { compare } from './text.ts';
import { teamTickets } from './tickets.ts';

/**
 * The baseline's choice: the first lawful team among those with spare capacity, by visits so far and team ticket.
 * "First" is lexicographic: the earliest possible member, then the earliest that goes with it. Tickets are computed
 * only to break ties at the least load.
 */
export function baselineTeams({ seed, needs, inspectors }: Department) {
  const tickets: string[] = Array.from({ length: inspectors.length }, () => '');
  const ticketedFor = new Int32Array(inspectors.length).fill(-1);

  return (roster: Roster, index: number): readonly number[] | undefined => {
    const need = needs[index];
    if (!need) throw new RangeError(`no need at ${index}`);
    const { pool, barred, size } = need;
    const hash = teamTickets(seed, need.visit);
    const ticketOf = (one: number): string => {
      if (ticketedFor[one] !== index) {
        ticketedFor[one] = index;
        tickets[one] = hash(inspectors[one]?.id ?? '');
      }
      return tickets[one] ?? '';
    };

    const free = pool.members.filter((one) => isFree(roster, one) && !barred.has(one));
    const counts = pool.masks.map(() => 0);
    for (const one of free) counts[pool.kindOf[one] ?? 0] = (counts[pool.kindOf[one] ?? 0] ?? 0) + 1;
    const team: number[] = [];
    while (team.length < size) {
      const { kinds, not } = joinable(need, team, counts, (one) => isFree(roster, one));
      const able = (one: number) => kinds[pool.kindOf[one] ?? 0] === true && !team.includes(one) && !not.includes(one);
      let least = Number.POSITIVE_INFINITY;
      let first = -1;
      for (const one of free) {
        const load = loadOf(roster, one);
        if (load > least || !able(one)) continue;
        if (load < least || ticketOf(one) < ticketOf(first)) first = one;
        least = load;
      }
      if (first < 0) return undefined;
      team.push(first);
      counts[pool.kindOf[first] ?? 0] = (counts[pool.kindOf[first] ?? 0] ?? 0) - 1;
    }
    return team;
  };
}

/** Inspector ids in the order of their team tickets. */
export function idsByTicket({ seed, inspectors }: Department, visit: string, team: readonly number[]): string[] {
  const hash = teamTickets(seed, visit);
  return team
    .map((one) => inspectors[one]?.id ?? '')
    .map((id) => ({ id, ticket: hash(id) }))
    .sort((a, b) => compare(a.ticket, b.ticket))
    .map(({ id }) => id);
}
