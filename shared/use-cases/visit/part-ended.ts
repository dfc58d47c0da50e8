import type { DepartmentCode } from '../../base/primitives.ts';
import type { EventDraft } from '../../domain/audit/audit-chain.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { endOf, outcomeOf, withPartEnds } from '../../domain/visit/part-ends.ts';
import type { PartEnd, Visit } from '../../domain/visit/visit.ts';
import type { Actor } from '../actor.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { resultsOf } from './read-visits.ts';

/** What the visit makes of an act on one of its results. */
export interface VisitEffect {
  readonly visitStatus: Visit['status'];
  readonly also: readonly Change[];
}

/** The visit of a result, and the results of all its departments. */
export interface WholeVisit {
  readonly visit: Stored<Visit>;
  readonly results: readonly Stored<InspectionResult>[];
}

export async function wholeVisit(records: Records, { id, visitId }: InspectionResult): Promise<WholeVisit> {
  const visit = await records.find('visit', visitId);
  if (!visit) throw new Error(`result ${id} has no visit ${visitId}`);
  return { visit, results: await resultsOf(records, visit.value) };
}

/**
 * The effect on the visit of what one department's result says of its part: that it ended, on which day, and whether
 * the department could inspect. All departments write the one visit, so of two that end their parts at the same moment
 * one comes second and ends the visit.
 */
export function partSaid(whole: WholeVisit, own: InspectionResult, actor: Actor, now: Date): VisitEffect {
  const { department, completedOn } = own;
  if (completedOn === undefined) return { visitStatus: own.visitStatus, also: [asRead('visit', whole.visit)] };
  const before = whole.visit.value.parts.find((part) => part.department === department)?.ended;
  const end: PartEnd = { ...outcomeOf(own), on: completedOn, by: before?.by ?? actor.id };
  const event = eventOf(end.as === 'completed' ? 'complete' : 'not-perform', actor, now, { department, completedOn });
  return withEnds(whole, own, new Map([[department, end]]), actor.id, event);
}

/** The same on condition that no other department's result has changed since it was read. */
export function partSaidAmongOthers(whole: WholeVisit, own: InspectionResult, actor: Actor, now: Date): VisitEffect {
  const effect = partSaid(whole, own, actor, now);
  const written = new Set(effect.also.map((change) => ('id' in change && change.kind === 'result' ? change.id : '')));
  const others = whole.results.filter(({ value: { id } }) => id !== own.id && !written.has(id));
  return { ...effect, also: [...effect.also, ...others.map((other) => asRead('result', other))] };
}

/** The visit with new ends, and the departments' results with its status; `own` is written by the caller. */
export function withEnds(
  { visit, results }: WholeVisit,
  own: Pick<InspectionResult, 'id'>,
  ends: ReadonlyMap<DepartmentCode, PartEnd>,
  by: string,
  event: EventDraft,
): VisitEffect {
  const before = visit.value;
  if (before.status === 'voided') return { visitStatus: before.status, also: [asRead('visit', visit)] };
  const values = results.map(({ value }) => value);
  const after = withPartEnds(before, values, ends, by);
  if (isSame(before, after, values)) return { visitStatus: before.status, also: [asRead('visit', visit)] };
  const others = after.status === before.status ? [] : results.filter(({ value }) => value.id !== own.id);
  return {
    visitStatus: after.status,
    also: [
      replaceRecord('visit', after.id, visit, after, event),
      ...others.map((other) => {
        const value = { ...other.value, visitStatus: after.status };
        return replaceRecord('result', value.id, other, value, event);
      }),
    ],
  };
}

/** Whether the visit says already what its parts say, were it of an earlier version or not. */
const isSame = (before: Visit, after: Visit, results: readonly InspectionResult[]): boolean =>
  before.status === after.status &&
  before.completedOn === after.completedOn &&
  after.parts.every(({ department, ended }, index) => {
    const own = results.find((result) => result.department === department);
    const was = endOf(before.parts[index] ?? {}, own);
    const same = was?.on === ended?.on && was?.as === ended?.as;
    return same && was?.nonPerformance?.reason === ended?.nonPerformance?.reason;
  });

const asRead = (kind: 'visit' | 'result', { value: { id }, meta }: Stored<{ readonly id: string }>): Change => ({
  change: 'check',
  kind,
  id,
  version: meta.version,
});
