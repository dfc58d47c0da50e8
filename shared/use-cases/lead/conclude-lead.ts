import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { LeadOutcome } from '../../codes/case-sources.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Actor } from '../actor.ts';
import type { Stored } from '../ports/records.ts';
import { caseFault, outcomeFault } from './handle-lead.ts';
import { changeLead, type LeadDeps, type LeadFailure, type LeadRequest } from './lead-deps.ts';
import { settledResults } from './settled-results.ts';

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
    const found = await settledResults(deps.records, lead);
    if (!found.ok) return found;
    const { results, also } = found.value;
    const resultIds = results.map(({ id }) => id);
    const concluded = { ...lead, outcome, outcomeNote: reason, concludedOn: localDateOf(now), resultIds };
    return ok({ lead: concluded, also });
  });
