import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { MatchVisit } from '../../draw/match-input.ts';
import { staffVisits } from '../../draw/match-staff.ts';
import { visitTicket } from '../../draw/tickets.ts';
import type { DrawnVisit } from '../../draw/visits.ts';
import { matchFailuresOf } from '../match/match-visits.ts';
import type { DryRoster } from './inputs.ts';

interface Short {
  readonly department: DepartmentCode;
  readonly missing: number;
  readonly reason: string;
}

/** One dry match: how many visits each inspector would make, or which departments cannot serve theirs, in words. */
export function dryMatch(
  roster: DryRoster,
  seed: string,
  visits: readonly DrawnVisit[],
  townshipOf: (objectId: string) => string | undefined,
): Result<ReadonlyMap<string, number>, readonly Short[]> {
  const asked = visits.map(({ id: objectId, checks }): MatchVisit => {
    const township = townshipOf(objectId);
    return { objectId, ...(township !== undefined && { township }), checks };
  });
  const matched = staffVisits({ ...roster, seed, visitTicket, visits: asked });
  if (!matched.ok) {
    const rules = { matching: { perDepartment: roster.perDepartment } };
    return err(matchFailuresOf(rules, matched.error.bottlenecks, new Map()));
  }
  const loads = new Map<string, number>();
  for (const { members } of matched.value) for (const id of members) loads.set(id, (loads.get(id) ?? 0) + 1);
  return ok(loads);
}

/** Roughly how many tickets a dry match computes: one per visit and inspector of each department it needs. */
export function matchWork({ inspectors }: DryRoster, visits: readonly DrawnVisit[]): number {
  const sizes = new Map<string, number>();
  for (const { department } of inspectors) sizes.set(department, (sizes.get(department) ?? 0) + 1);
  return visits.reduce(
    (sum, { checks }) => sum + checks.reduce((own, { department }) => own + (sizes.get(department) ?? 0), 0),
    0,
  );
}
