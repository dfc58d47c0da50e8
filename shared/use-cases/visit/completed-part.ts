import { transition } from '../../base/transitions.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { type Visit, visitTransitions, visitWords } from '../../domain/visit/visit.ts';
import type { Actor } from '../actor.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { resultsOf } from './read-visits.ts';

/**
 * The effect on the visit when one department's part ends. The visit ends with its last part, on the last of their
 * days. While another part is open, the commit requires that part to be unchanged: if the last two departments submit
 * at the same moment, one comes second and ends the visit.
 */
export async function partCompleted(
  records: Records,
  own: InspectionResult,
  actor: Actor,
  now: Date,
): Promise<{ readonly visitStatus: Visit['status']; readonly also: readonly Change[] }> {
  const visit = await records.find('visit', own.visitId);
  if (!visit) throw new Error(`result ${own.id} has no visit ${own.visitId}`);
  const { visitStatus } = own;
  if (visit.value.status !== 'dispatched') return { visitStatus, also: [asRead('visit', own.visitId, visit)] };
  const others = (await resultsOf(records, visit.value)).filter(({ value }) => value.id !== own.id);
  const open = others.find(({ value }) => value.completedOn === undefined);
  if (open) return { visitStatus, also: [asRead('result', open.value.id, open)] };

  const ended = endedWith(visit.value, [own, ...others.map(({ value }) => value)], actor.id);
  const event = eventOf('complete', actor, now, { completedOn: ended.completedOn ?? '' });
  return {
    visitStatus: ended.status,
    also: [
      replaceRecord('visit', ended.id, visit, ended, event),
      ...others.map((other) => {
        const value = { ...other.value, visitStatus: ended.status };
        return replaceRecord('result', value.id, other, value, event);
      }),
    ],
  };
}

const asRead = (kind: 'visit' | 'result', id: string, { meta }: Stored<unknown>): Change => ({
  change: 'check',
  kind,
  id,
  version: meta.version,
});

/** The ended visit when every part is over: not performed only if no department could inspect. */
function endedWith(visit: Visit, results: readonly InspectionResult[], completedBy: string): Visit {
  const reasons = results.flatMap(({ nonPerformance }) => nonPerformance ?? []);
  const nobody = reasons.length === results.length;
  const status = transition(visitTransitions, visitWords, visit.status, nobody ? 'not-perform' : 'complete');
  if (!status.ok) throw new Error(`visit ${visit.id} is ${visit.status} and cannot end`);
  const completedOn = results
    .flatMap((result) => result.completedOn ?? [])
    .sort()
    .at(-1);
  return { ...visit, status: status.value, completedOn, completedBy, ...(nobody && { nonPerformance: reasons[0] }) };
}
