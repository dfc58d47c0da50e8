import type { Candidate, TeamNeed } from './match-need.ts';
import { meets, type Requirement } from './match-pool.ts';

/**
 * The first lawful team in the order of `candidates` that contains all of `fixed`; undefined when there is none.
 * "First" is lexicographic: the earliest possible member, then the earliest that goes with it.
 */
export function firstTeam(
  need: TeamNeed,
  candidates: readonly Candidate[],
  fixed: readonly Candidate[] = [],
): readonly Candidate[] | undefined {
  const others = candidates.filter((candidate) => !fixed.includes(candidate));
  for (const team of teamsFrom(need, others, fixed)) return team;
  return undefined;
}

/** Whether a team, complete or not, is lawful or can still become so with this visit's candidates. */
export const isExtendable = (need: TeamNeed, team: readonly Candidate[]): boolean =>
  team.length === need.size ? isLawful(need, team) : firstTeam(need, need.candidates, team) !== undefined;

function* teamsFrom(
  need: TeamNeed,
  others: readonly Candidate[],
  team: readonly Candidate[],
): Generator<readonly Candidate[], void> {
  if (team.length === need.size) {
    if (isLawful(need, team)) yield team;
    return;
  }
  const missing = need.requirements.filter((each) => !hasOne(team, each));
  if (!missing.every((each) => hasOne(others, each))) return;
  // With one place left, only someone who meets all remaining requirements can fill it.
  const last = team.length === need.size - 1;
  for (const [index, candidate] of others.entries()) {
    if (last && !missing.every((each) => hasOne([candidate], each))) continue;
    yield* teamsFrom(need, others.slice(index + 1), [...team, candidate]);
  }
}

const isLawful = (need: TeamNeed, team: readonly Candidate[]): boolean =>
  need.requirements.every((each) => hasOne(team, each)) && !isForbidden(need, team);

const isForbidden = ({ forbidden }: TeamNeed, team: readonly Candidate[]): boolean =>
  forbidden.length > 0 && team.every(({ inspector }) => forbidden.includes(inspector.id));

const hasOne = (team: readonly Candidate[], asked: Requirement): boolean =>
  team.some(({ inspector }) => meets(inspector, asked));
