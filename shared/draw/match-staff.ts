import { err, ok, type Result } from '../base/result.ts';
import { matchTeams, type NoCompleteMatch, type Team } from './match.ts';
import { type Assistance, drawExperts, expertBottlenecks } from './match-experts.ts';
import type { MatchInput } from './match-input.ts';
import { drawLeaders } from './match-leaders.ts';

/** Everyone whom one department sends: the team, its leader, and the experts beside it. */
export interface Staff extends Team, Pick<Assistance, 'experts' | 'lacking'> {
  /** Absent if no member may lead, which cannot happen under the rule of leaders. */
  readonly leader?: string;
}

/**
 * Teams, then leaders, then experts, all from the same seed, in the order of the match. It fails as a whole if a team,
 * or an expert without whom an item may not be checked, is not available.
 */
export function staffVisits(input: MatchInput): Result<readonly Staff[], NoCompleteMatch> {
  const teams = matchTeams(input);
  const assistance = drawExperts(input);
  const bottlenecks = [...(teams.ok ? [] : teams.error.bottlenecks), ...expertBottlenecks(input, assistance)];
  if (!teams.ok || bottlenecks.length > 0) return err({ kind: 'no-complete-match', bottlenecks });
  const leaders = drawLeaders(input, teams.value);
  return ok(
    teams.value.map((team, index) => {
      const leader = leaders[index];
      const { experts = [], lacking = [] } = assistance[index] ?? {};
      return { ...team, ...(leader !== undefined && { leader }), experts, lacking };
    }),
  );
}
