import { firstTeam, lawfulTeams } from './match-lawful.ts';
import type { TeamNeed } from './match-need.ts';
import { emptyRoster, inOrder, isFree, type Roster, setTeam } from './match-roster.ts';

/** How many teams an exact search may look at before it gives up undecided, and for how many visits it tries at all. */
const effort = { teams: 200_000, needs: 400 };

/**
 * Whether chains of single replacements alone decide a need. One qualification, or one forbidden team, leaves
 * teams that can be exchanged member by member; both together, or two qualifications, do not.
 */
export const isTangled = ({ qualifications, forbidden }: TeamNeed): boolean =>
  qualifications.length + (forbidden.length > 0 ? 1 : 0) > 1;

/** A complete roster by exhaustive search; `impossible` is a proof, `undecided` means the search was cut short. */
export function searchExactly(needs: readonly TeamNeed[]): Roster | 'impossible' | 'undecided' {
  if (needs.length > effort.needs) return 'undecided';
  const roster = emptyRoster(needs);
  let looked = 0;

  const freeFor = (need: TeamNeed) =>
    inOrder(
      roster,
      need.candidates.filter((candidate) => isFree(roster, candidate)),
    );
  const isServed = (need: TeamNeed) => {
    looked += 1;
    return firstTeam(need, freeFor(need)) !== undefined;
  };
  const solve = (open: readonly number[]): boolean => {
    const [index, ...rest] = hardestFirst(open);
    const need = index === undefined ? undefined : needs[index];
    if (index === undefined || !need) return true;
    for (const team of lawfulTeams(need, freeFor(need))) {
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

function at(needs: readonly TeamNeed[], index: number): TeamNeed {
  const need = needs[index];
  if (!need) throw new RangeError(`no need at ${index}`);
  return need;
}
