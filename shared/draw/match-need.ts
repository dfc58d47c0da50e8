import { departmentsOf } from './match-department.ts';
import type { MatchInput, MatchInspector } from './match-input.ts';
import { isCandidate } from './match-joinable.ts';
import { visitPlaces } from './match-order.ts';
import type { Requirement } from './match-pool.ts';
import { compare, compareUtf8 } from './text.ts';
import { teamTickets } from './tickets.ts';

/** An inspector who may serve a visit; the ticket breaks ties of equal loads. */
export interface Candidate {
  readonly inspector: MatchInspector;
  readonly ticket: string;
}

/** The team that one department owes one visit, self-contained for looking at a single visit. */
export interface TeamNeed {
  readonly visit: string;
  readonly department: string;
  readonly size: number;
  /** Everyone lawful for this visit by certificate, scope, status, township and recusal; by team ticket. */
  readonly candidates: readonly Candidate[];
  /** What the team must have among its members; requirements that every candidate meets are omitted. */
  readonly requirements: readonly Requirement[];
  /** The team of the last visit, if this visit's candidates allow another lawful one; else empty. */
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
            .sort((a, b) => compare(a.ticket, b.ticket)),
          requirements: need.pool.requirements,
          forbidden: need.forbidden.flatMap((index) => inspectors[index]?.id ?? []),
        };
      }),
    )
    .sort((a, b) => places(a.visit) - places(b.visit) || compareUtf8(a.department, b.department));
}
