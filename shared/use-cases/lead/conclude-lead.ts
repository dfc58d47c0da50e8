import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { LeadOutcome } from '../../codes/case-sources.ts';
import { isOrderOpen } from '../../domain/check/check-order.ts';
import { checkOrderWords } from '../../domain/check/states.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { resultWords } from '../../domain/result/states.ts';
import type { Actor } from '../actor.ts';
import type { Records, Stored } from '../ports/records.ts';
import { resultsOf } from '../visit/read-visits.ts';
import { caseFault, outcomeFault } from './handle-lead.ts';
import { changeLead, type LeadDeps, type LeadFailure, type LeadRequest } from './lead-deps.ts';

/**
 * Concludes a lead that was checked: no order of it waits for anybody any more, and every check is over, its result approved
 * or the check not performed.
 */
export const concludeLead = (
  deps: LeadDeps,
  { outcome, reason, ...request }: LeadRequest & { readonly outcome: LeadOutcome; readonly reason: string },
  actor: Actor,
  now: Date,
): Promise<Result<Stored<Lead>, LeadFailure>> =>
  changeLead(deps, { ...request, event: 'conclude' }, actor, now, async (lead) => {
    const fault = outcomeFault(outcome) ?? caseFault(lead);
    if (fault) return err(fault);
    const found = await foundOn(deps.records, lead);
    if (!found.ok) return found;
    const concluded = { ...lead, outcome, outcomeNote: reason, concludedOn: localDateOf(now), resultIds: found.value };
    return ok({ lead: concluded });
  });

/** The results of a lead's checks, all of them settled. */
async function foundOn(records: Records, lead: Lead): Promise<Result<readonly string[], LeadFailure>> {
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

/** Somebody else has approved it, or nobody could inspect. */
const isSettled = ({ status, nonPerformance }: InspectionResult): boolean =>
  nonPerformance !== undefined || ['approved', 'withholding', 'published', 'withheld', 'correcting'].includes(status);

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'lead', reason } as const);
