import type { DepartmentCode } from '../../base/primitives.ts';
import { transition } from '../../base/transitions.ts';
import type { InspectionResult } from '../result/inspection-result.ts';
import { visitTransitions, visitWords } from './states.ts';
import type { PartEnd, Visit } from './visit.ts';

type Part = Visit['parts'][number];
type EndFacts = Pick<InspectionResult, 'department' | 'completedOn' | 'nonPerformance' | 'submittedBy'>;

/** How a department's part ended. In visits of earlier versions its result alone says so. */
export function endOf(part: Pick<Part, 'ended'>, result: EndFacts | undefined): PartEnd | undefined {
  if (part.ended || result?.completedOn === undefined) return part.ended;
  return { ...outcomeOf(result), on: result.completedOn, ...(result.submittedBy && { by: result.submittedBy }) };
}

/** Whether a department has begun: it has entered something, or has ended its part. */
export const hasBegun = ({ status, completedOn }: Pick<InspectionResult, 'status' | 'completedOn'>): boolean =>
  status !== 'assigned' || completedOn !== undefined;

/** What a result says of its department's inspection: carried out, or why not. */
export const outcomeOf = ({ nonPerformance }: Pick<InspectionResult, 'nonPerformance'>): Omit<PartEnd, 'on' | 'by'> =>
  nonPerformance ? { as: 'not-performed', nonPerformance } : { as: 'completed' };

/**
 * The visit after some of its parts have ended, or ended otherwise than was said before. It is over when every part is,
 * on the last of their days: as not performed only if no department inspected and one could not.
 */
export function withPartEnds(
  visit: Visit,
  results: readonly EndFacts[],
  ends: ReadonlyMap<DepartmentCode, PartEnd>,
  by: string,
): Visit {
  const parts = visit.parts.map((part) => {
    const own = results.find(({ department }) => department === part.department);
    const ended = ends.get(part.department) ?? endOf(part, own);
    return ended ? { ...part, ended } : part;
  });
  const ended = parts.flatMap((part) => (part.ended ? [part.ended] : []));
  return ended.length < parts.length ? { ...visit, parts } : over({ ...visit, parts }, ended, by);
}

function over(visit: Visit, ends: readonly PartEnd[], by: string): Visit {
  const performed = ends.some((end) => end.as === 'completed');
  const reasons = ends.flatMap(({ nonPerformance }) => nonPerformance ?? []);
  const nobody = !performed && reasons.length > 0;
  return {
    ...visit,
    status: statusAfter(visit, nobody ? 'not-perform' : 'complete'),
    completedOn: ends.map(({ on }) => on).reduce((last, on) => (on > last ? on : last)),
    completedBy: visit.completedBy ?? by,
    nonPerformance: nobody ? reasons[0] : undefined,
  };
}

/** A visit that has ended this way already stays as it is. */
function statusAfter(visit: Visit, event: 'complete' | 'not-perform'): Visit['status'] {
  if (visit.status === (event === 'complete' ? 'completed' : 'not-performed')) return visit.status;
  const next = transition(visitTransitions, visitWords, visit.status, event);
  if (!next.ok) throw new Error(`visit ${visit.id} is ${visit.status} and cannot end`);
  return next.value;
}
