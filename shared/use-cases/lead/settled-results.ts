import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { isOrderOpen } from '../../domain/check/check-order.ts';
import { checkOrderWords } from '../../domain/check/states.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { isApproved, resultWords } from '../../domain/result/states.ts';
import type { Records } from '../ports/records.ts';
import { resultsOf } from '../visit/read-visits.ts';

/**
 * The ids of the results of a lead's checks: no order of it waits for anybody any more, and of each check the result is
 * approved or the check was not performed.
 */
export async function settledResults(
  records: Records,
  lead: Lead,
): Promise<Result<readonly string[], Failure<'not-ready'>>> {
  const settled: string[] = [];
  for (const id of lead.checkOrders ?? []) {
    const order = (await records.find('check-order', id))?.value;
    if (!order) throw new Error(`lead ${lead.id} has no order ${id}`);
    if (isOrderOpen(order)) return notReady(`检查批准${checkOrderWords.states[order.status]}，请先办结或撤回`);
    if (order.visitId === undefined) continue;
    const visit = await records.find('visit', order.visitId);
    if (!visit) throw new Error(`order ${id} has no visit ${order.visitId}`);
    for (const { value } of await resultsOf(records, visit.value)) {
      if (!isSettled(value)) return notReady(`检查结果${resultWords.states[value.status]}，审核通过后方可办结核查`);
      settled.push(value.id);
    }
  }
  return ok(settled);
}

/** Somebody else has approved it, if also for an edition that is corrected now; or it was handed in that nobody could inspect. */
const isSettled = ({ status, nonPerformance }: InspectionResult): boolean =>
  isApproved(status) || status === 'correcting' || (nonPerformance !== undefined && status === 'submitted');

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'lead', reason } as const);
