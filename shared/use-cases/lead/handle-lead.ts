import type * as z from 'zod';
import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { LeadOutcome } from '../../codes/case-sources.ts';
import { leadHandOvers } from '../../domain/lead/hand-overs.ts';
import { type Answer, contentProblems, type Lead, type LeadContent } from '../../domain/lead/lead.ts';
import { owedAnswers } from '../../domain/lead/running-clocks.ts';
import { isBeingHandled, leadWords } from '../../domain/lead/states.ts';
import { handlerFault, unsettledCase } from '../../domain/lead/unlicensed.ts';
import { askedBy } from '../../domain/notice/hand-over.ts';
import type { Actor } from '../actor.ts';
import { told } from '../notice/told.ts';
import type { Stored } from '../ports/records.ts';
import { changeLead, type LeadDeps, type LeadFailure, type LeadRequest } from './lead-deps.ts';
import { askingLeads, repliesTo } from './reply-to-senders.ts';
import { resolveObject } from './resolve-object.ts';

type Changed = Promise<Result<Stored<Lead>, LeadFailure>>;
type AnswerText = z.infer<typeof Answer>;

/** What an act that leaves the state as it is cannot do once nobody handles the lead. */
export const over = ({ status }: Lead, event: string): Result<never, LeadFailure> =>
  err({ kind: 'illegal-transition', entity: 'lead', from: leadWords.states[status], event });

/** Puts right what a lead says while it is being handled; its kind stays, since its clocks go by it. */
export const updateLead = (
  deps: LeadDeps,
  {
    content,
    ...request
  }: LeadRequest & { readonly content: Omit<LeadContent, 'kind' | 'source' | 'subSource' | 'receivedOn'> },
  actor: Actor,
  now: Date,
): Changed =>
  changeLead(deps, { ...request, act: 'update' }, actor, now, async (before) => {
    if (!isBeingHandled(before.status)) return over(before, '修改');
    const { objectId: _, objectName: __, subjectText: ___, place: ____, externalNumber: _____, ...kept } = before;
    const lead = { ...kept, ...content };
    const errors = contentProblems(lead).map(({ field, message }) => ({ path: `body.${field}`, message }));
    if (errors.length > 0) return err({ kind: 'invalid-input', errors });
    const object = await resolveObject(deps, content.objectId);
    if (!object.ok) return object;
    const named = object.value && { objectId: object.value.id, objectName: object.value.name };
    return ok({ lead: { ...lead, ...named } });
  });

/** Whoever accepts a lead handles it from now on. */
export const acceptLead = (deps: LeadDeps, request: LeadRequest, actor: Actor, now: Date): Changed =>
  changeLead(deps, { ...request, event: 'accept' }, actor, now, (lead) =>
    ok({ lead: { ...lead, acceptedOn: localDateOf(now), handlers: [...new Set([...lead.handlers, actor.id])] } }),
  );

/**
 * R5: by another person than registered it; whoever is owed an answer is told in the same act, a department that passed the
 * lead on at its own.
 */
export const rejectLead = (
  deps: LeadDeps,
  { ground, told, ...request }: LeadRequest & { readonly ground: string; readonly told?: AnswerText | undefined },
  actor: Actor,
  now: Date,
): Changed =>
  changeLead(deps, { ...request, event: 'reject' }, actor, now, async (before) => {
    if (before.registeredBy === actor.id) return err({ kind: 'same-person', act: '不予受理' });
    const owed = owedAnswers(before);
    if (owed.length > 0 && !told) return err({ kind: 'answer-owed', answers: owed.length });
    if (askingLeads(before, owed).length > mostReplies)
      return err({ kind: 'not-ready', entity: 'lead', reason: '待答复的部门过多，请受理后逐项答复' });
    const given = told && { ...told, by: actor.id, at: now.toISOString() };
    const answers = before.answers.map((answer) => (answer.given || !given ? answer : { ...answer, given }));
    const also = told ? await repliesTo(deps, before, owed, told.text, actor, now) : [];
    return ok({ lead: { ...before, ground, answers }, also });
  });

/** A commit has a hundred actions, and each reply takes up to eight of them. */
const mostReplies = 10;

/** R22: what is said by another act. "Not ours" is no conclusion: the lead is passed on to whose it is. */
export function outcomeFault(outcome: LeadOutcome): Failure<'receiver-required' | 'invalid-input'> | undefined {
  if (outcome === 'not-own-duty') return { kind: 'receiver-required' };
  const message = '重复线索应办理并案，写明并入的线索';
  return outcome === 'duplicate' ? { kind: 'invalid-input', errors: [{ path: 'body.outcome', message }] } : undefined;
}

/** R26, R27: an unlicensed operation is concluded by who handles it, when what was done about it is recorded. */
export function caseFault({ unlicensed, department }: Lead): Failure<'wrong-handler' | 'not-ready'> | undefined {
  if (!unlicensed) return undefined;
  const reason = unsettledCase(unlicensed);
  const unsettled = reason === undefined ? undefined : ({ kind: 'not-ready', entity: 'lead', reason } as const);
  return handlerFault(unlicensed, department) ?? unsettled;
}

/** Concludes a lead that needs no check; */
export const concludeWithoutCheck = (
  deps: LeadDeps,
  { outcome, reason, ...request }: LeadRequest & { readonly outcome: LeadOutcome; readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeLead(deps, { ...request, event: 'conclude-without-check' }, actor, now, (lead) => {
    const fault = outcomeFault(outcome) ?? caseFault(lead);
    if (fault) return err(fault);
    return ok({ lead: { ...lead, outcome, outcomeNote: reason, concludedOn: localDateOf(now) } });
  });

/** New facts open a closed lead again; its clocks run from today. */
export const reopenLead = (
  deps: LeadDeps,
  { newFacts, ...request }: LeadRequest & { readonly newFacts: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeLead(deps, { ...request, event: 'reopen' }, actor, now, (before) => {
    const { outcome: _, outcomeNote: __, concludedOn: ___, closedOn: ____, extension: _____, ...more } = before;
    const { resultIds: ______, ...lead } = more;
    const on = localDateOf(now);
    const reopenings = [...(before.reopenings ?? []), { newFacts, by: actor.id, on }];
    const { id, department, number } = before;
    const text = `${actor.name}重启个案线索${number}，请办理。`;
    const notice = { about: `${id}.${reopenings.length}`, leadId: id, kind: 'lead-waits', department, text } as const;
    const also = [told({ ...notice, ...askedBy(leadHandOvers, 'reopen', { id }) }, now)];
    return ok({ lead: { ...lead, reopenings, clockFrom: on, acceptedOn: on }, also });
  });

/** 核查期限可延长一次: by as long as it was, before it has run out. */
export const extendLead = (
  deps: LeadDeps,
  { reason, ...request }: LeadRequest & { readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeLead(deps, { ...request, act: 'extend' }, actor, now, (lead) => {
    const on = localDateOf(now);
    const verifying = lead.kind !== 'complaint' && (lead.status === 'accepted' || lead.status === 'checking');
    if (!verifying || lead.extension) return over(lead, '延长核查期限');
    if (lead.due !== undefined && lead.due < on)
      return err({ kind: 'not-ready', entity: 'lead', reason: '核查期限已过，不能再延长' });
    return ok({ lead: { ...lead, extension: { reason, by: actor.id, on } } });
  });

/** Names who handles a lead: they alone may read who sent it. */
export const nameHandlers = (
  deps: LeadDeps,
  { handlers, ...request }: LeadRequest & { readonly handlers: readonly string[] },
  actor: Actor,
  now: Date,
): Changed =>
  changeLead(deps, { ...request, act: 'name-handlers' }, actor, now, (lead) =>
    isBeingHandled(lead.status) || lead.status === 'concluded'
      ? ok({ lead: { ...lead, handlers: [...new Set(handlers)] } })
      : over(lead, '指定承办人'),
  );
