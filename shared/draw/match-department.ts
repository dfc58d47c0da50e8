import type { MatchCheck, MatchInput, MatchInspector, MatchVisit } from './match-input.ts';
import { canServe, isLawful, mustSearchExactly } from './match-joinable.ts';
import { visitsInOrder } from './match-order.ts';
import { type Need, poolsOf } from './match-pool.ts';
import { compareUtf8 } from './text.ts';
import { byTicket } from './ticket-order.ts';
import { teamTicket } from './tickets.ts';

/** The matching of one department: an inspector belongs to one department, so departments are matched independently. */
export interface Department {
  readonly code: string;
  readonly seed: string;
  /** In random order, independent of the order of the registry: by the team ticket of no visit at all. */
  readonly inspectors: readonly MatchInspector[];
  /** By object ticket. */
  readonly needs: readonly Need[];
}

/** Departments by code, each with its visits in order. */
export function departmentsOf(input: MatchInput): readonly Department[] {
  const owed = Map.groupBy(
    visitsInOrder(input, input.visits).flatMap((visit) => visit.checks.map((check) => ({ visit, check }))),
    ({ check }) => check.department,
  );
  return [...owed]
    .sort(([a], [b]) => compareUtf8(a, b))
    .map(([code, own]) => {
      const inspectors = input.inspectors
        .filter(({ department }) => department === code)
        .map((inspector) => ({ inspector, id: inspector.id, ticket: teamTicket(input.seed, '', inspector.id) }))
        .sort(byTicket)
        .map(({ inspector }) => inspector);
      const needOf = needsOf(input, code, inspectors);
      return { code, seed: input.seed, inspectors, needs: own.map(({ visit, check }) => needOf(visit, check)) };
    });
}

function needsOf(input: MatchInput, code: string, inspectors: readonly MatchInspector[]) {
  const indexOf = new Map(inspectors.map(({ id }, index) => [id, index]));
  const poolOf = poolsOf(input, inspectors);
  const recused = Map.groupBy(
    input.recusals.flatMap(({ objectId, inspectorId }) => {
      const index = indexOf.get(inspectorId);
      return index === undefined ? [] : [{ objectId, index }];
    }),
    ({ objectId }) => objectId,
  );
  const previous = new Map(
    input.previousTeams
      .filter(({ department }) => department === code)
      .map(({ objectId, members }) => [objectId, members.map((id) => indexOf.get(id) ?? -1)]),
  );
  const nobody: ReadonlySet<number> = new Set();
  return (visit: MatchVisit, { items }: MatchCheck): Need => {
    const barred = new Set(recused.get(visit.objectId)?.map(({ index }) => index));
    const need: Need = {
      visit: visit.objectId,
      size: input.perDepartment,
      pool: poolOf(items, visit.township),
      barred: barred.size > 0 ? barred : nobody,
      forbidden: [],
      needsExactSearch: false,
    };
    const last = previous.get(visit.objectId) ?? [];
    const again = { ...need, forbidden: last };
    const forbidden = last.length === need.size && isLawful(need, last) && canServe(again) ? last : [];
    return { ...need, forbidden, needsExactSearch: mustSearchExactly({ ...need, forbidden }) };
  };
}
