import type { Exclusion, MatchInput, MatchInspector, MatchVisit } from './match-input.ts';
import { firstTeam } from './match-lawful.ts';
import { compareUtf8 } from './text.ts';
import { byTicket, objectTicket, teamTicket } from './tickets.ts';

/** Someone who may serve a visit; the ticket decides among equal loads. */
export interface Candidate {
  readonly inspector: MatchInspector;
  readonly ticket: string;
}

/** The team that one department owes one visit. */
export interface TeamNeed {
  readonly visit: string;
  readonly department: string;
  readonly size: number;
  /** Everyone lawful for this visit by certificate, scope, status and recusal; by team ticket. */
  readonly candidates: readonly Candidate[];
  /** Special qualifications of which the team must hold each at least once. */
  readonly qualifications: readonly string[];
  /** The team of the last visit, where this visit's candidates leave another lawful one; else empty. */
  readonly forbidden: readonly string[];
  readonly excluded: readonly { readonly inspector: string; readonly reasons: readonly Exclusion[] }[];
}

/** Every team of the match: visits by object ticket, within a visit departments by code. */
export function teamNeeds(input: MatchInput): readonly TeamNeed[] {
  const inspectorsOf = Map.groupBy(
    input.inspectors.toSorted((a, b) => compareUtf8(a.id, b.id)),
    ({ department }) => department,
  );
  const recused = new Set(input.recusals.map(({ objectId, inspectorId }) => pairKey(objectId, inspectorId)));
  const previous = new Map(
    input.previousTeams.map(({ objectId, department, members }) => [pairKey(objectId, department), members]),
  );
  const qualificationOf = new Map(input.items.map(({ id, qualification }) => [id, qualification]));

  const needOf = (visit: MatchVisit, { department, items }: MatchVisit['checks'][number]): TeamNeed => {
    const judged = (inspectorsOf.get(department) ?? []).map((inspector) => ({
      inspector,
      reasons: reasonsAgainst(inspector, items, input.window, recused.has(pairKey(visit.objectId, inspector.id))),
    }));
    const last = previous.get(pairKey(visit.objectId, department)) ?? [];
    const candidates = judged
      .filter(({ reasons }) => reasons.length === 0)
      .map(({ inspector }) => ({ inspector, ticket: teamTicket(input.seed, visit.objectId, inspector.id) }))
      .sort((a, b) => (a.ticket < b.ticket ? -1 : 1));
    const ids = new Set(candidates.map(({ inspector }) => inspector.id));
    const needed = items
      .map((item) => qualificationOf.get(item))
      .filter((qualification) => qualification !== undefined);
    const need = {
      visit: visit.objectId,
      department,
      size: input.perDepartment,
      candidates,
      qualifications: [...new Set(needed)].sort(compareUtf8),
      forbidden: last.length === input.perDepartment && last.every((member) => ids.has(member)) ? last : [],
      excluded: judged
        .filter(({ reasons }) => reasons.length > 0)
        .map(({ inspector, reasons }) => ({ inspector: inspector.id, reasons })),
    };
    return firstTeam(need, candidates) ? need : { ...need, forbidden: [] };
  };

  return input.visits
    .map((visit) => ({ visit, id: visit.objectId, ticket: objectTicket(input.seed, visit.objectId) }))
    .sort(byTicket)
    .flatMap(({ visit }) =>
      visit.checks.toSorted((a, b) => compareUtf8(a.department, b.department)).map((check) => needOf(visit, check)),
    );
}

function reasonsAgainst(
  { active, certificate, itemScope }: MatchInspector,
  items: readonly string[],
  { from, to }: MatchInput['window'],
  recused: boolean,
): readonly Exclusion[] {
  const reasons: Exclusion[] = [];
  if (!active) reasons.push('inactive');
  if (certificate.validFrom > from || certificate.validTo < to) reasons.push('certificate');
  if (!itemScope.includes('*') && !items.every((item) => itemScope.includes(item))) reasons.push('scope');
  if (recused) reasons.push('recusal');
  return reasons;
}

const pairKey = (a: string, b: string): string => JSON.stringify([a, b]);

/** Equal for needs that the same inspectors can serve under the same conditions. */
export const likeness = ({ candidates, qualifications, forbidden }: TeamNeed): string =>
  JSON.stringify([candidates.map(({ inspector }) => inspector.id).sort(compareUtf8), qualifications, forbidden]);
