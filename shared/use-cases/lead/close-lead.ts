import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { owedAnswers } from '../../domain/lead/running-clocks.ts';
import type { Actor } from '../actor.ts';
import type { Stored } from '../ports/records.ts';
import { changeLead, type LeadDeps, type LeadFailure, type LeadRequest } from './lead-deps.ts';
import { settledFollowUps } from './settled-results.ts';

/**
 * R27: every owed answer is recorded first. R42: every result of its checks is approved still, and nothing may be left of
 * what they found. It may be concluded before: the time for verification is shorter than a receiver's for its answer.
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
    const settled = await settledFollowUps(deps.records, lead);
    if (!settled.ok) return settled;
    // What was handed in, that nobody could inspect, may still be returned.
    if (settled.value.results.some(({ status }) => status === 'submitted'))
      return err({ kind: 'not-ready', entity: 'lead', reason: '检查结果待审核，审核通过后方可办结' });
    return ok({ lead: { ...lead, closedOn: localDateOf(now) }, also: settled.value.also });
  });
