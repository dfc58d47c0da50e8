import type { Department } from './match-department.ts';
import { isLawful, maskOf } from './match-joinable.ts';
import type { Need } from './match-pool.ts';
import { emptyRoster, isFree, loadOf, type Roster, setTeam } from './match-roster.ts';

/** How many teams an exact search may try before it gives up, and for how many visits it tries at all. */
const effort = { teams: 200_000, needs: 400 };

/** A complete roster by exhaustive search; `impossible` is a proof, `undecided` means the search was cut short. */
export function searchExactly(department: Department): Roster | 'impossible' | 'undecided' {
  const { needs } = department;
  if (needs.length > effort.needs) return 'undecided';
  const roster = emptyRoster(department);
  let looked = 0;

  const freeFor = ({ pool, barred }: Need) =>
    Array.from(pool.members)
      .filter((one) => !barred.has(one) && isFree(roster, one))
      .sort((a, b) => loadOf(roster, a) - loadOf(roster, b) || a - b);
  const isServed = (need: Need) => {
    looked += 1;
    for (const _ of lawfulTeams(need, freeFor(need), [])) return true;
    return false;
  };
  const solve = (open: readonly number[]): boolean => {
    const [index, ...rest] = hardestFirst(open);
    const need = index === undefined ? undefined : needs[index];
    if (index === undefined || !need) return true;
    for (const team of lawfulTeams(need, freeFor(need), [])) {
      if (looked > effort.teams) return false;
      setTeam(roster, index, team);
      if (rest.every((other) => isServed(at(needs, other))) && solve(rest)) return true;
      setTeam(roster, index, []);
    }
    return false;
  };
  const hardestFirst = (open: readonly number[]) =>
    open
      .map((index) => ({ index, free: freeFor(at(needs, index)).length }))
      .sort((a, b) => a.free - b.free || a.index - b.index)
      .map(({ index }) => index);

  if (solve([...needs.keys()])) return roster;
  return looked > effort.teams ? 'undecided' : 'impossible';
}

/** Every lawful team in the order of `others`. */
function* lawfulTeams(
  need: Need,
  others: readonly number[],
  team: readonly number[],
): Generator<readonly number[], void> {
  if (team.length === need.size) {
    if (isLawful(need, team)) yield team;
    return;
  }
  const { pool } = need;
  const missing = team.reduce((bits, one) => bits & ~maskOf(pool, one), pool.all);
  const offered = others.reduce((bits, one) => bits | maskOf(pool, one), 0);
  if ((missing & ~offered) !== 0) return;
  // With one place left, only someone who meets all remaining requirements can fill it.
  const last = team.length === need.size - 1;
  for (const [index, one] of others.entries()) {
    if (last && (missing & ~maskOf(pool, one)) !== 0) continue;
    yield* lawfulTeams(need, others.slice(index + 1), [...team, one]);
  }
}

function at(needs: readonly Need[], index: number): Need {
  const need = needs[index];
  if (!need) throw new RangeError(`no need at ${index}`);
  return need;
}
