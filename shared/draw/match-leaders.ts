import type { Team } from './match.ts';
import type { MatchInput } from './match-input.ts';
import { compare } from './text.ts';
import { teamTicket } from './tickets.ts';

/**
 * 组长: of each team, in the order of the match, the member who may lead and has led fewest teams so far; among equals,
 * the smaller team ticket. Undefined where no member may lead.
 */
export function drawLeaders(
  { seed, inspectors }: Pick<MatchInput, 'seed' | 'inspectors'>,
  teams: readonly Team[],
): readonly (string | undefined)[] {
  const barred = new Set(inspectors.flatMap(({ id, mayLead }) => (mayLead === false ? [id] : [])));
  const led = new Map<string, number>();
  return teams.map(({ objectId, members }) => {
    const leader = leaderOf(
      seed,
      objectId,
      members.filter((id) => !barred.has(id)),
      led,
    );
    if (leader !== undefined) led.set(leader, (led.get(leader) ?? 0) + 1);
    return leader;
  });
}

/** Of the members who may lead, the one who has led fewest, then the smaller ticket. */
export const leaderOf = (
  seed: string,
  objectId: string,
  members: readonly string[],
  led: ReadonlyMap<string, number>,
): string | undefined =>
  members
    .map((id) => ({ id, led: led.get(id) ?? 0, ticket: teamTicket(seed, objectId, id) }))
    .sort((a, b) => a.led - b.led || compare(a.ticket, b.ticket))
    .at(0)?.id;
