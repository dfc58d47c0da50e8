import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { isOpenFollowUp } from '../../domain/follow-up/states.ts';
import { type Lead, owedAnswers } from '../../domain/lead/lead.ts';
import type { Actor } from '../actor.ts';
import { checkOf } from '../changes.ts';
import { followUpsOfResult } from '../follow-up/of-result.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { resultsOf } from '../visit/read-visits.ts';
import { changeLead, type LeadDeps, type LeadFailure, type LeadRequest } from './lead-deps.ts';
import { leadVisits } from './lead-visits.ts';

/**
 * R27: every owed answer is recorded first. R42: nothing may be left of what its checks found. It may be concluded before:
 * the time for verification is shorter than a receiver's for its answer.
 */
export const closeLead = (
  deps: LeadDeps,
  request: LeadRequest,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<Lead>, LeadFailure>> =>
  changeLead(deps, { ...request, event: 'close' }, actor, now, async (lead) => {
    const answers = owedAnswers(lead).length;
    if (answers > 0) return err({ kind: 'answer-owed', answers });
    const { open, also } = await followUpsOf(deps.records, lead);
    if (open.length > 0) return err({ kind: 'follow-ups-open', numbers: open });
    return ok({ lead: { ...lead, closedOn: localDateOf(now) }, also });
  });

/** A commit has a hundred actions. What is opened again beyond these is as if it were so after the closing. */
const mostChecked = 90;

/** The numbers of what is open of the follow-ups of a lead's results, and the condition that no other opens meanwhile. */
async function followUpsOf(records: Records, lead: Lead) {
  const visits = await leadVisits(records, lead);
  const results = (await Promise.all(visits.map((visit) => resultsOf(records, visit)))).flat();
  const followUps = (await Promise.all(results.map(({ value }) => followUpsOfResult(records, value)))).flat();
  const open = followUps.filter(({ value }) => isOpenFollowUp(value.status)).map(({ value }) => value.number);
  const also: readonly Change[] = [
    ...results.map((each) => checkOf('result', each.value.id, each)),
    ...followUps
      .filter(({ value }) => value.status === 'closed')
      .map((each) => checkOf('follow-up', each.value.id, each)),
  ].slice(0, mostChecked);
  return { open, also };
}
