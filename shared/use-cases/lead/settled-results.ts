import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { isOrderOpen } from '../../domain/check/order-open.ts';
import { checkOrderWords } from '../../domain/check/states.ts';
import { isOpenFollowUp } from '../../domain/follow-up/states.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { isApproved, resultWords } from '../../domain/result/states.ts';
import { checkOf } from '../changes.ts';
import { followUpsOfResult } from '../follow-up/of-result.ts';
import type { Records } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { resultsOf } from '../visit/read-visits.ts';

/** What the checks of a lead have come to, with the conditions under which it is still so when the lead is written. */
interface Settled {
  readonly results: readonly InspectionResult[];
  readonly also: readonly Change[];
}

/**
 * The results of a lead's checks: no order of it waits for anybody any more, and of each check the result is approved or
 * the check was not performed. An order on a lead that is only accepted was approved by nobody, and lapses with the lead.
 */
export async function settledResults(records: Records, lead: Lead): Promise<Result<Settled, Failure<'not-ready'>>> {
  const results: InspectionResult[] = [];
  const also: Change[] = [];
  for (const id of lead.checkOrders ?? []) {
    const order = (await records.find('check-order', id))?.value;
    if (!order) throw new Error(`lead ${lead.id} has no order ${id}`);
    if (isOrderOpen(order) && lead.status !== 'accepted')
      return notReady(`检查批准${checkOrderWords.states[order.status]}，请先办结或撤回`);
    if (order.visitId === undefined) continue;
    const visit = await records.find('visit', order.visitId);
    if (!visit) throw new Error(`order ${id} has no visit ${order.visitId}`);
    for (const result of await resultsOf(records, visit.value)) {
      const { id: resultId, status } = result.value;
      if (!isSettled(result.value)) return notReady(`检查结果${resultWords.states[status]}，审核通过后方可办理`);
      results.push(result.value);
      also.push(checkOf('result', resultId, result));
    }
  }
  return also.length > mostChecked ? notReady('检查结果过多，无法一次核对') : ok({ results, also });
}

/**
 * R42: the same, and nothing is left of what the checks found: every follow-up of the results has ended. Without it a lead
 * is not closed, passed on or merged.
 */
export async function settledFollowUps(
  records: Records,
  lead: Lead,
): Promise<Result<Settled, Failure<'not-ready' | 'follow-ups-open'>>> {
  const settled = await settledResults(records, lead);
  if (!settled.ok) return settled;
  const { results, also } = settled.value;
  const followUps = (await Promise.all(results.map((result) => followUpsOfResult(records, result)))).flat();
  const open = followUps.filter(({ value }) => isOpenFollowUp(value.status));
  if (open.length > 0) return err({ kind: 'follow-ups-open', numbers: open.map(({ value }) => value.number) });
  // What is opened again moves the lead on (`leadMovesOn`).
  return ok({ results, also });
}

/** A commit has a hundred actions, of which a lead that is passed on takes up to twenty. A lead has twenty orders at most. */
const mostChecked = 80;

/** Somebody else has approved it, if also for an edition that is corrected now; or it was handed in that nobody could inspect. */
const isSettled = ({ status, nonPerformance }: InspectionResult): boolean =>
  isApproved(status) || status === 'correcting' || (nonPerformance !== undefined && status === 'submitted');

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'lead', reason } as const);
