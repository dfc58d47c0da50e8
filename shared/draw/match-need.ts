import { departmentsOf } from './match-department.ts';
import type { MatchInput, MatchInspector } from './match-input.ts';
import { isCandidate } from './match-joinable.ts';
import { visitPlaces } from './match-order.ts';
import type { Requirement } from './match-pool.ts';
import { compareUtf8 } from './text.ts';
import { teamTickets } from './tickets.ts';

/** Someone who may serve a visit; the ticket decides among equal loads. */
export interface Candidate {
  readonly inspector: MatchInspector;
  readonly ticket: string;
}

/** The team that one department owes one visit, spelled out for a visit that is looked at by itself. */
export interface TeamNeed {
  readonly visit: string;
  readonly department: string;
  readonly size: number;
  /** Everyone lawful for this visit by certificate, scope, status, township and recusal; by team ticket. */
  readonly candidates: readonly Candidate[];
  /** What the team must have among its members; what every candidate has is left out. */
  readonly requirements: readonly Requirement[];
  /** The team of the last visit, where this visit's candidates leave another lawful one; else empty. */
  readonly forbidden: readonly string[];
}

/** Every team of the match: visits in order, within a visit departments by code. */
export function teamNeeds(input: MatchInput): readonly TeamNeed[] {
  const places = visitPlaces(input);
  return departmentsOf(input)
    .flatMap(({ code, inspectors, needs }) =>
      needs.map((need): TeamNeed => {
        const ticketOf = teamTickets(input.seed, need.visit);
        return {
          visit: need.visit,
          department: code,
          size: need.size,
          candidates: inspectors
            .filter((_, index) => isCandidate(need, index))
            .map((inspector) => ({ inspector, ticket: ticketOf(inspector.id) }))
            .sort((a, b) => (a.ticket < b.ticket ? -1 : 1)),
          requirements: need.pool.requirements,
          forbidden: need.forbidden.flatMap((index) => inspectors[index]?.id ?? []),
        };
      }),
    )
    .sort((a, b) => places(a.visit) - places(b.visit) || compareUtf8(a.department, b.department));
}
