import { isExtendable } from './match-lawful.ts';
import type { Candidate } from './match-need.ts';
import { inOrder, isFree, loadOf, memberOf, type Roster, setTeam } from './match-roster.ts';

/** Someone joins the team at `index`, in the place of `leaves` unless that team is short. */
interface Move {
  readonly index: number;
  readonly joins: Candidate;
  readonly leaves?: Candidate;
}

/** What a search from a short visit came across: the inspectors it could ask, all of them at capacity when it fails. */
export interface Search {
  readonly path?: readonly Move[];
  readonly reached: ReadonlySet<string>;
}

/**
 * Looks for the shortest chain that gives the team at `index` one more member: someone joins it, is replaced
 * in another visit by someone else, and so on until the last one has capacity to spare.
 */
export function searchChain(roster: Roster, index: number): Search {
  const moves = new Map<string, Move>();
  const queue: Candidate[] = [];
  const consider = (at: number, leaves?: Candidate) => {
    const [need, team] = [roster.needs[at], roster.teams[at]];
    if (!need || !team) return;
    const staying = team.filter((member) => member !== leaves);
    for (const joins of inOrder(roster, need.candidates)) {
      if (moves.has(joins.inspector.id) || memberOf(team, joins.inspector.id)) continue;
      if (!isExtendable(need, [...staying, joins])) continue;
      moves.set(joins.inspector.id, { index: at, joins, ...(leaves && { leaves }) });
      queue.push(joins);
    }
  };

  consider(index);
  for (const reached of queue) {
    if (isFree(roster, reached)) return { path: pathTo(reached, moves), reached: new Set(moves.keys()) };
    for (const [at, team] of roster.teams.entries()) {
      const member = memberOf(team, reached.inspector.id);
      if (member) consider(at, member);
    }
  }
  return { reached: new Set(moves.keys()) };
}

/** Fills the team at `index` as far as rearranging can; true when it is complete. */
export function fillByRearranging(roster: Roster, index: number): boolean {
  const size = roster.needs[index]?.size ?? 0;
  while ((roster.teams[index]?.length ?? 0) < size) {
    const { path } = searchChain(roster, index);
    if (!path || !applyPath(roster, path)) return false;
  }
  return true;
}

/**
 * Evens out the loads after a rearrangement: whoever has two visits more than someone who could lawfully take
 * one over gives it away. Every such step makes the loads more equal, so it ends.
 */
export function evenOut(roster: Roster): void {
  let changed = true;
  while (changed) {
    changed = roster.needs.map((_, index) => evenOutAt(roster, index)).includes(true);
  }
}

function evenOutAt(roster: Roster, index: number): boolean {
  const [need, team] = [roster.needs[index], roster.teams[index]];
  if (!need || !team) return false;
  for (const leaves of inOrder(roster, team).toReversed()) {
    const staying = team.filter((member) => member !== leaves);
    const joins = inOrder(roster, need.candidates).find(
      (candidate) =>
        loadOf(roster, candidate) + 2 <= loadOf(roster, leaves) &&
        isFree(roster, candidate) &&
        !team.includes(candidate) &&
        isExtendable(need, [...staying, candidate]),
    );
    if (joins) {
      setTeam(roster, index, [...staying, joins]);
      return true;
    }
  }
  return false;
}

function pathTo(last: Candidate, moves: ReadonlyMap<string, Move>): readonly Move[] {
  const path: Move[] = [];
  for (let move = moves.get(last.inspector.id); move; move = move.leaves && moves.get(move.leaves.inspector.id)) {
    path.push(move);
  }
  return path;
}

/**
 * Applies all moves or none. Where a visit's lawful teams are tangled (several qualifications, or a forbidden
 * team beside one) moves that are lawful one by one may not be so together.
 */
function applyPath(roster: Roster, path: readonly Move[]): boolean {
  const teams = new Map<number, readonly Candidate[]>();
  for (const { index, joins, leaves } of path) {
    const team = teams.get(index) ?? roster.teams[index] ?? [];
    teams.set(index, [...team.filter(({ inspector }) => inspector.id !== leaves?.inspector.id), joins]);
  }
  for (const [index, team] of teams) {
    const need = roster.needs[index];
    if (!need || !isExtendable(need, team)) return false;
  }
  for (const [index, team] of teams) setTeam(roster, index, team);
  return true;
}
