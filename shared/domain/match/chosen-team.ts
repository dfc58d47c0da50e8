import { departmentsOf } from '../../draw/match-department.ts';
import type { Exclusion, MatchInput } from '../../draw/match-input.ts';
import { isLawful } from '../../draw/match-joinable.ts';

/** What speaks against a team that somebody has chosen, by the rules by which teams are drawn. */
export interface TeamFaults {
  /** Whom the rules exclude, each with the first reason. */
  readonly excluded: readonly { readonly inspector: string; readonly why: Exclusion }[];
  /** What nobody of the team has though the items ask for it: a qualification, or that somebody may lead. */
  readonly lacking: readonly string[];
}

/**
 * R2, R20: the rules of the matching, asked of a team that was chosen and not drawn. `facts.inspectors` are the team alone;
 * it serves one visit.
 */
export function teamFaults(facts: Omit<MatchInput, 'seed' | 'perDepartment' | 'previousTeams'>): TeamFaults {
  const input: MatchInput = { ...facts, seed: '', perDepartment: facts.inspectors.length, previousTeams: [] };
  const [department] = departmentsOf(input);
  const [need] = department?.needs ?? [];
  if (!department || !need) throw new Error('a team serves one visit of one department');
  const excluded = department.inspectors.flatMap(({ id }, index) => {
    const [why] = [...need.pool.reasonsAgainst(index), ...(need.barred.has(index) ? (['recusal'] as const) : [])];
    return why === undefined ? [] : [{ inspector: id, why }];
  });
  if (excluded.length > 0 || isLawful(need, [...department.inspectors.keys()])) return { excluded, lacking: [] };
  const lacking = need.pool.requirements.map(({ constraint, name }) => (constraint === 'leader' ? '组长人选' : name));
  return { excluded, lacking };
}
