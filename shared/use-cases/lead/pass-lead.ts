import type * as z from 'zod';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import { leadHandOvers } from '../../domain/lead/hand-overs.ts';
import type { Answer, Lead, OwedAnswer } from '../../domain/lead/lead.ts';
import { mostAnswers } from '../../domain/lead/lead.ts';
import { withDue } from '../../domain/lead/lead-clocks.ts';
import { owedAnswers } from '../../domain/lead/running-clocks.ts';
import { isOpen, leadTransitions, leadWords } from '../../domain/lead/states.ts';
import { handlerFault, type Outcome } from '../../domain/lead/unlicensed.ts';
import { askedBy } from '../../domain/notice/hand-over.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import { told } from '../notice/told.ts';
import type { Stored } from '../ports/records.ts';
import { caseFault, over } from './handle-lead.ts';
import { changeLead, checkExposure, findLead, type LeadDeps, type LeadFailure, type LeadRequest } from './lead-deps.ts';
import { commitNumbered } from './number-leads.ts';
import { answerId } from './register-lead.ts';
import { repliesTo } from './reply-to-senders.ts';
import { settledFollowUps } from './settled-results.ts';

type Changed = Promise<Result<Stored<Lead>, LeadFailure>>;

/**
 * R22: passes a lead on to a named department, in one transaction with the lead that the receiver has from then on. What
 * answers are owed goes with it; `answerWanted`: the sender is to be told what came of it.
 */
export async function passLeadOn(
  deps: LeadDeps,
  {
    id,
    version,
    receiver,
    reason,
    answerWanted,
  }: LeadRequest & {
    readonly receiver?: DepartmentCode | undefined;
    readonly reason: string;
    readonly answerWanted: boolean;
  },
  actor: Actor,
  now: Date,
): Changed {
  const found = await findLead(deps, id, actor);
  if (!found.ok) return found;
  const { value: before, meta } = found.value;
  if (meta.version !== version) return err({ kind: 'stale-version', entity: 'lead', id });
  const next = transition(leadTransitions, leadWords, before.status, 'pass-on');
  if (!next.ok) return next;
  if (receiver === undefined) return err({ kind: 'receiver-required' });
  if (receiver === before.department)
    return err({ kind: 'invalid-input', errors: [{ path: 'body.receiver', message: '不能转送本部门' }] });

  const fault = handlerFault(before.unlicensed, receiver);
  if (fault) return err(fault);
  // What was begun here is ended here (R42). An order that is written meanwhile changes the lead.
  const checks = await settledFollowUps(deps.records, before);
  if (!checks.ok) return checks;

  const newId = `lead-${sha256(`${id} ${version} ${receiver}`).slice(0, 32)}`;
  const today = localDateOf(now);
  const received = withDue(
    receivedLead(before, newId, { receiver, answerWanted, today }),
    await loadCalendar(deps),
    today,
  );
  const passed = (number: string): Lead => {
    const { due: _, dueSince: __, ...rest } = before;
    return {
      ...rest,
      status: next.value,
      answers: before.answers.filter(({ given }) => given),
      passedTo: { department: receiver, leadId: newId, number, reason },
    };
  };
  const unexposed = await checkExposure(deps, { ...before, passedTo: passed('').passedTo });
  if (!unexposed.ok) return unexposed;
  const done = await commitNumbered(deps, 1, now, ([number = '']) => [
    replaceRecord('lead', id, found.value, passed(number), eventOf('pass-on', actor, now, { receiver, number })),
    createRecord(
      'lead',
      newId,
      { ...received, number },
      eventOf('receive', actor, now, { number, origin: before.number }),
    ),
    told(
      {
        about: newId,
        leadId: newId,
        ...askedBy(leadHandOvers, 'pass-on', { id: newId }),
        kind: 'lead-passed-on',
        department: receiver,
        text: `${departmentName(before.department)}转来个案线索${number}（原编号${before.number}），请受理或依职责转送。`,
      },
      now,
    ),
    ...checks.value.also,
  ]);
  return done.ok ? findLead(deps, id, actor) : done;
}

/** The receiver's lead: what is known of the matter, and who is owed an answer. */
function receivedLead(
  before: Lead,
  id: string,
  {
    receiver,
    answerWanted,
    today,
  }: { readonly receiver: DepartmentCode; readonly answerWanted: boolean; readonly today: string },
): Lead {
  const { source, subSource, kind, objectId, objectName, subjectText, place, matter, externalNumber, informant } =
    before;
  const { unlicensed } = before;
  return {
    ...{ source, subSource, kind, matter, id, number: '', department: receiver, status: 'registered', items: [] },
    ...(objectId !== undefined && { objectId }),
    ...(objectName !== undefined && { objectName }),
    ...(subjectText !== undefined && { subjectText }),
    ...(place !== undefined && { place }),
    ...(externalNumber !== undefined && { externalNumber }),
    ...(informant && { informant }),
    ...(unlicensed && { unlicensed: { ...unlicensed, outcomes: unlicensed.outcomes.map(withoutOrders) } }),
    answers: [
      ...owedAnswers(before),
      ...(answerWanted ? [{ id: answerId(id, before.department), to: before.department, leadId: before.id }] : []),
    ],
    handlers: [],
    registeredBy: before.registeredBy,
    registeredOn: today,
    receivedOn: today,
    clockFrom: today,
    origin: { department: before.department, leadId: before.id, number: before.number },
  };
}

/** The receiver's orders are counted from its first. */
const withoutOrders = ({ ordersBefore: _, ...outcome }: Outcome): Outcome => outcome;

/** Joins a lead to another one of the department about the same; the other one owes its answers from then on. */
export const mergeLead = (
  deps: LeadDeps,
  { into, ...request }: LeadRequest & { readonly into: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeLead(deps, { ...request, event: 'merge' }, actor, now, async (lead) => {
    const target = await deps.records.find('lead', into);
    if (!target || target.value.department !== lead.department || into === lead.id)
      return err({ kind: 'unknown-reference', entity: 'lead', id: into });
    if (!isOpen(target.value.status) || target.value.status === 'concluded') return over(target.value, '并案');
    // R21: one clock is never applied to both.
    if ((target.value.kind === 'complaint') !== (lead.kind === 'complaint')) return err({ kind: 'split-required' });
    // R26, R27: an unlicensed operation is handled by whose it is, and does not vanish with the lead.
    const fault = caseFault(lead);
    if (fault) return err(fault);
    // Opened again, it may have been checked before: what was found is not left behind with it (R42).
    const checks = await settledFollowUps(deps.records, lead);
    if (!checks.ok) return checks;
    const answers = [...target.value.answers, ...owedAnswers(lead)];
    if (answers.length > mostAnswers)
      return err({ kind: 'not-ready', entity: 'lead', reason: `一条线索最多答复 ${mostAnswers} 处，请并入另一条线索` });
    const joined = { ...target.value, answers, mergedFrom: [...(target.value.mergedFrom ?? []), lead.id] };
    const unexposed = await checkExposure(deps, joined);
    if (!unexposed.ok) return unexposed;
    const event = eventOf('take-in', actor, now, { from: lead.number });
    return ok({
      lead: { ...lead, outcome: 'duplicate', mergedInto: into, answers: lead.answers.filter(({ given }) => given) },
      also: [replaceRecord('lead', into, target, joined, event), ...checks.value.also],
    });
  });

/** Records that an owed answer was given; a department that passed the lead on finds it at its own. */
export const answerLead = (
  deps: LeadDeps,
  { answer, given, ...request }: LeadRequest & { readonly answer: string; readonly given: z.infer<typeof Answer> },
  actor: Actor,
  now: Date,
): Changed =>
  changeLead(deps, { ...request, act: 'answer' }, actor, now, async (lead) => {
    if (!isOpen(lead.status)) return over(lead, '答复');
    const owed = lead.answers.find(({ id }) => id === answer);
    if (!owed || owed.given)
      return err({ kind: 'invalid-input', errors: [{ path: 'body.answer', message: '没有这项待答复事项' }] });
    const done: OwedAnswer = { ...owed, given: { ...given, by: actor.id, at: now.toISOString() } };
    const answers = lead.answers.map((each) => (each.id === answer ? done : each));
    return ok({ lead: { ...lead, answers }, also: await repliesTo(deps, lead, [owed], given.text, actor, now) });
  });
