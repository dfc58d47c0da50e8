import { err, ok, type Result } from '../result.ts';
import { type Bottleneck, capacityBottleneck, eligibilityBottleneck } from './match-bottleneck.ts';
import { isTangled, searchExactly } from './match-exact.ts';
import type { MatchInput } from './match-input.ts';
import { firstTeam } from './match-lawful.ts';
import { type Candidate, likeness, type TeamNeed, teamNeeds } from './match-need.ts';
import { evenOut, fillByRearranging } from './match-rearrange.ts';
import { emptyRoster, inOrder, isFree, isShort, type Roster, setTeam } from './match-roster.ts';
import { compareUtf8 } from './text.ts';

export interface Team {
  readonly objectId: string;
  readonly department: string;
  /** Inspector ids in the order of their team tickets. */
  readonly members: readonly string[];
}

/** The match fails as a whole; one bottleneck for every department that cannot serve its visits. */
export interface NoCompleteMatch {
  readonly kind: 'no-complete-match';
  readonly bottlenecks: readonly Bottleneck[];
}

/**
 * Gives every visit a lawful team of every participating department, or none of them any (R2).
 *
 * Visits by object ticket, departments by code; the first lawful team among candidates by (load so far, team
 * ticket). Where capacity leaves a visit short, earlier teams are rearranged. The result depends on the seed and
 * the facts only, never on the order in which visits or inspectors are listed.
 */
export function matchTeams(input: MatchInput): Result<readonly Team[], NoCompleteMatch> {
  if (!(input.perDepartment >= 2)) throw new RangeError('a team has at least two inspectors of each department');
  refuseRepeated(
    'inspector',
    input.inspectors.map(({ id }) => id),
  );
  refuseRepeated(
    'visit',
    input.visits.map(({ objectId }) => objectId),
  );

  const needs = teamNeeds(input);
  const matched = [...Map.groupBy(needs, ({ department }) => department)]
    .sort(([a], [b]) => compareUtf8(a, b))
    .map(([, own]) => matchDepartment(own));
  const bottlenecks = matched.flatMap((department) => (department.ok ? [] : [department.error]));
  if (bottlenecks.length > 0) return err({ kind: 'no-complete-match', bottlenecks });

  const teamOf = new Map(matched.flatMap((department) => (department.ok ? teamsOf(department.value) : [])));
  return ok(
    needs.map((need) => ({ objectId: need.visit, department: need.department, members: membersOf(teamOf.get(need)) })),
  );
}

/** Inspectors belong to one department, so the departments' matches never meet. */
function matchDepartment(needs: readonly TeamNeed[]): Result<Roster, Bottleneck> {
  const hopeless = needs.filter((need) => !firstTeam(need, need.candidates));
  const unserved = eligibilityBottleneck(hopeless);
  if (unserved) return err(unserved);

  const roster = emptyRoster(needs);
  const rearranged = assignInOrder(roster);
  if (!needs.some((_, index) => isShort(roster, index))) {
    if (rearranged) evenOut(roster);
    return ok(roster);
  }
  const exact = needs.some(isTangled) ? searchExactly(needs) : 'impossible';
  if (typeof exact !== 'string') {
    evenOut(exact);
    return ok(exact);
  }
  const overloaded = capacityBottleneck(roster, exact === 'impossible');
  if (!overloaded) throw new Error('a short roster has a bottleneck');
  return err(overloaded);
}

/** The baseline; answers whether an earlier team had to be rearranged. */
function assignInOrder(roster: Roster): boolean {
  const stuck = new Set<string>();
  let rearranged = false;
  for (const [index, need] of roster.needs.entries()) {
    const free = need.candidates.filter((candidate) => isFree(roster, candidate));
    const team = firstTeam(need, inOrder(roster, free));
    if (team) {
      setTeam(roster, index, team);
    } else {
      rearranged = true;
      // Where no chain helped one visit, none will help another with the same candidates later.
      if (!stuck.has(likeness(need)) && !fillByRearranging(roster, index)) stuck.add(likeness(need));
    }
  }
  return rearranged;
}

const teamsOf = ({ needs, teams }: Roster): readonly (readonly [TeamNeed, readonly Candidate[]])[] =>
  needs.map((need, index) => [need, teams[index] ?? []]);

const membersOf = (team: readonly Candidate[] = []): readonly string[] =>
  team.toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1)).map(({ inspector }) => inspector.id);

function refuseRepeated(what: string, ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw new TypeError(`${what} ${id} is listed twice`);
    seen.add(id);
  }
}
