import { err, ok, type Result } from '../base/result.ts';
import { baselineTeams, idsByTicket } from './match-baseline.ts';
import { type Bottleneck, capacityBottleneck, eligibilityBottleneck } from './match-bottleneck.ts';
import { assertLawful, fillByRearranging } from './match-chain.ts';
import { type Department, departmentsOf } from './match-department.ts';
import { evenOut } from './match-even.ts';
import { searchExactly } from './match-exact.ts';
import type { MatchInput } from './match-input.ts';
import { canServe } from './match-joinable.ts';
import { visitPlaces } from './match-order.ts';
import { emptyRoster, isShort, type Roster, setTeam } from './match-roster.ts';
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
 * Visits by their tickets, departments by code; the first lawful team among candidates by (load so far, team
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

  const matched = departmentsOf(input).map((department) => matchDepartment(department, input.evenLoads ?? false));
  const bottlenecks = matched.flatMap((department) => (department.ok ? [] : [department.error]));
  if (bottlenecks.length > 0) return err({ kind: 'no-complete-match', bottlenecks });

  const placeOf = visitPlaces(input);
  return ok(
    matched
      .flatMap((department) => (department.ok ? teamsOf(department.value) : []))
      .sort((a, b) => placeOf(a.objectId) - placeOf(b.objectId) || compareUtf8(a.department, b.department)),
  );
}

/** An inspector belongs to one department, so departments are matched independently. */
function matchDepartment(department: Department, evenLoads: boolean): Result<Roster, Bottleneck> {
  const { needs } = department;
  const unserved = eligibilityBottleneck(
    department,
    needs.filter((need) => !canServe(need)),
  );
  if (unserved) return err(unserved);

  const roster = emptyRoster(department);
  const rearranged = assignInOrder(roster);
  if (!needs.some((_, index) => isShort(roster, index))) return ok(finished(roster, rearranged || evenLoads));
  const overloaded = capacityBottleneck(roster);
  if (!overloaded) throw new Error('a short roster has a bottleneck');
  if (overloaded.proven) return err(overloaded);
  const exact = searchExactly(department);
  return typeof exact === 'string' ? err({ ...overloaded, proven: exact === 'impossible' }) : ok(finished(exact, true));
}

function finished(roster: Roster, even: boolean): Roster {
  if (even) evenOut(roster);
  assertLawful(roster);
  return roster;
}

/** The baseline; returns whether an earlier team had to be rearranged. */
function assignInOrder(roster: Roster): boolean {
  const closed = new Set<number>();
  const baselineTeam = baselineTeams(roster.department);
  let rearranged = false;
  for (const index of roster.department.needs.keys()) {
    const team = baselineTeam(roster, index);
    if (team) {
      setTeam(roster, index, team);
    } else {
      rearranged = true;
      fillByRearranging(roster, index, closed);
    }
  }
  return rearranged;
}

const teamsOf = ({ department, teams }: Roster): readonly Team[] =>
  department.needs.map(({ visit }, index) => ({
    objectId: visit,
    department: department.code,
    members: idsByTicket(department, visit, teams[index] ?? []),
  }));

function refuseRepeated(what: string, ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw new TypeError(`${what} ${id} is listed twice`);
    seen.add(id);
  }
}
