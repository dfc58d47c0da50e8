import type { Candidate, TeamNeed } from './match-need.ts';

/** The teams of one department as they grow, and how many visits each inspector has so far. */
export interface Roster {
  readonly needs: readonly TeamNeed[];
  /** One per need, in the same order; shorter than the need's size while it is not filled. */
  readonly teams: (readonly Candidate[])[];
  readonly loads: Map<string, number>;
}

export const emptyRoster = (needs: readonly TeamNeed[]): Roster => ({
  needs,
  teams: needs.map(() => []),
  loads: new Map(),
});

export const loadOf = ({ loads }: Pick<Roster, 'loads'>, { inspector }: Candidate): number =>
  loads.get(inspector.id) ?? 0;

export const isFree = (roster: Roster, candidate: Candidate): boolean =>
  loadOf(roster, candidate) < capacityOf(candidate);

export const capacityOf = ({ inspector }: Candidate): number => inspector.capacity ?? Number.POSITIVE_INFINITY;

/** The order in which candidates of a visit are considered: fewest visits so far, then the smaller ticket. */
export const inOrder = (roster: Roster, candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.toSorted((a, b) => loadOf(roster, a) - loadOf(roster, b) || (a.ticket < b.ticket ? -1 : 1));

export const memberOf = (team: readonly Candidate[], id: string): Candidate | undefined =>
  team.find(({ inspector }) => inspector.id === id);

/** Replaces the team at `index` and keeps the loads true. */
export function setTeam(roster: Roster, index: number, team: readonly Candidate[]): void {
  for (const member of roster.teams[index] ?? []) addLoad(roster, member, -1);
  for (const member of team) addLoad(roster, member, 1);
  roster.teams[index] = team;
}

export const isShort = ({ needs, teams }: Roster, index: number): boolean =>
  (teams[index]?.length ?? 0) < (needs[index]?.size ?? 0);

/** Places that are not filled at these needs. */
export const shortageAt = ({ needs, teams }: Roster, indexes: readonly number[]): number =>
  indexes.reduce((sum, index) => sum + (needs[index]?.size ?? 0) - (teams[index]?.length ?? 0), 0);

const addLoad = (roster: Roster, member: Candidate, change: number): void =>
  void roster.loads.set(member.inspector.id, loadOf(roster, member) + change);
