import type * as z from 'zod';
import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { addWorkingDays } from '../../calendar/working-days.ts';
import { departmentName } from '../../codes/departments.ts';
import { callAfter, returnReasons } from '../../codes/follow-ups.ts';
import type { FollowUp, FollowUpReturn } from '../../domain/follow-up/follow-up.ts';
import { answerStart } from '../../domain/follow-up/follow-up-clocks.ts';
import { receiversOf } from '../../domain/follow-up/opening.ts';
import { followUpWords } from '../../domain/follow-up/states.ts';
import { officeDepartment } from '../../domain/notice/notice.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import type { Stored } from '../ports/records.ts';
import { changeFollowUp, type FollowUpDeps, type FollowUpFailure, type FollowUpRequest } from './change-follow-up.ts';
import { competentFor } from './competent-for.ts';
import { withoutLogin } from './without-login.ts';

type Changed = Promise<Result<Stored<FollowUp>, FollowUpFailure>>;

/** The receiver signs; from then on it answers, and that may be called to the office though the receipt was. */
export const receiveFollowUp = (deps: FollowUpDeps, request: FollowUpRequest, actor: Actor, now: Date): Changed =>
  changeFollowUp(deps, { ...request, side: 'receiver', event: 'receive' }, actor, now, (before) => {
    const today = localDateOf(now);
    // Who was written to on paper and has a login by now signs by itself.
    const { calledOn: _, letter: __, ...rest } = before;
    return ok({
      followUp: { ...rest, receivedOn: today, receivedBy: actor.id, answerFrom: answerStart(before, today) },
    });
  });

/** R36: with a reason of the list; "not ours" names who is and on which text; never after a dispute was decided. */
export const returnFollowUp = (
  deps: FollowUpDeps,
  { returned, ...request }: FollowUpRequest & { readonly returned: z.infer<typeof FollowUpReturn> },
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'receiver', event: 'return' }, actor, now, (before) => {
    const done = returnedBy(before, returned);
    if (!done.ok) return done;
    const reason = returnReasons[returned.reason];
    const told = `${departmentName(before.receiver)}退回后续处置${before.number}（${reason}），请改送或提请裁定。`;
    return ok({
      followUp: done.value,
      note: returned.text,
      tell: { kind: 'follow-up-returned', department: before.sender, text: told },
    });
  });

/** What was given back, if it may be, and with all that its reason asks for. */
export function returnedBy(
  before: FollowUp,
  returned: FollowUpReturn,
): Result<FollowUp, Failure<'already-decided' | 'invalid-input'>> {
  if (before.decision) return err({ kind: 'already-decided' });
  const { reason, competent, document } = returned;
  const missing = [
    ...(competent === undefined || competent === before.receiver ? ['competent'] : []),
    ...(document === undefined ? ['document'] : []),
  ];
  if (reason === 'r1' && missing.length > 0) {
    const message = '不属于本部门职责的，须写明应归部门和依据';
    return err({ kind: 'invalid-input', errors: missing.map((field) => ({ path: `body.${field}`, message })) });
  }
  const named = (['competent', 'document'] as const).filter((field) => returned[field] !== undefined);
  if (reason !== 'r1' && named.length > 0) {
    const message = '只有以不属于本部门职责为由退回的，才写明应归部门和依据';
    return err({ kind: 'invalid-input', errors: named.map((field) => ({ path: `body.${field}`, message })) });
  }
  return ok({ ...before, returned });
}

/** Sent to another, or again to the same with what was missing; its time to sign starts anew. R35 holds. */
export const redirectFollowUp = (
  deps: FollowUpDeps,
  { receiver, reason, ...request }: FollowUpRequest & { readonly receiver: DepartmentCode; readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'sender', event: 'redirect' }, actor, now, async (before) => {
    const result = await deps.records.find('result', before.resultId);
    const competent = result ? await competentFor(deps, result.value) : [];
    const { returned } = before;
    const able = [
      ...receiversOf(before.kind, before.sender, competent),
      ...(returned?.reason === 'r1' && returned.competent !== undefined && returned.document !== undefined
        ? [{ department: returned.competent, basis: returned.document }]
        : []),
    ];
    const chosen = able.find(({ department }) => department === receiver);
    if (!chosen)
      return err({ kind: 'receiver-not-competent', competent: [...new Set(able.map((each) => each.department))] });
    const onPaper = await isWrittenTo(deps, before, receiver, now);
    const tell = onPaper ? {} : { tell: sentAgain(before, receiver) };
    return ok({ followUp: sentTo(before, chosen, onPaper, now), note: reason, ...tell });
  });

/** The sender's head does not accept a return: the joint meeting's office decides. */
export const disputeFollowUp = (
  deps: FollowUpDeps,
  { reason, ...request }: FollowUpRequest & { readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'sender', event: 'insist' }, actor, now, (before) => {
    const between = `${departmentName(before.sender)}与${departmentName(before.receiver)}`;
    const text = `${between}对后续处置${before.number}的职责有争议，请裁定。`;
    const tell = { kind: 'follow-up-disputed', department: officeDepartment, text } as const;
    return ok({ followUp: before, note: reason, tell });
  });

/** R36: whoever is named receives it and may not return it. */
export const decideFollowUp = (
  deps: FollowUpDeps,
  { receiver, basis, ...request }: FollowUpRequest & { readonly receiver: DepartmentCode; readonly basis: string },
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'sender', event: 'decide' }, actor, now, async (before) => {
    const onPaper = await isWrittenTo(deps, before, receiver, now);
    const followUp = sentTo(before, { department: receiver, basis }, onPaper, now);
    const decision = { basis, by: actor.id, on: localDateOf(now) };
    const what = onPaper ? '请制发函件' : '请签收，不得再次退回';
    const text = `经裁定，后续处置${before.number}由${departmentName(receiver)}办理，${what}。`;
    const tell = { kind: 'follow-up-decided', department: onPaper ? before.sender : receiver, text } as const;
    return ok({ followUp: { ...followUp, decision }, note: basis, tell });
  });

/** R35: whoever is competent and does not answer has a copy; who said that it is not, has none. */
function sentTo(
  before: FollowUp,
  to: { readonly department: DepartmentCode; readonly basis: string },
  onPaper: boolean,
  now: Date,
): FollowUp {
  const { returned, calledOn: _, letter: __, ...sent } = before;
  const former = returned?.reason === 'r1' ? [] : [before.receiver];
  const copies = [...new Set([...before.copies, ...former])].filter(
    (each) => each !== to.department && each !== before.sender,
  );
  return {
    ...{ ...sent, copies, receiver: to.department, basis: to.basis, sentOn: localDateOf(now) },
    ...(onPaper && { letter: {} }),
  };
}

/** Whether it goes to this department as a letter, as the county has it now. */
export const isWrittenTo = async (
  deps: Pick<FollowUpDeps, 'records'>,
  { sender }: FollowUp,
  receiver: DepartmentCode,
  now: Date,
): Promise<boolean> => receiver !== sender && (await withoutLogin(deps, [receiver], now)).has(receiver);

const sentAgain = ({ sender, number }: FollowUp, receiver: DepartmentCode) =>
  ({
    kind: 'follow-up-sent',
    department: receiver,
    text: `${departmentName(sender)}送来后续处置1件（${number}），请签收或说明理由退回。`,
  }) as const;

/** Overdue for so long, it may be called to the joint meeting's office, once; the delay stays the receiver's (R41). */
export const callFollowUp = (deps: FollowUpDeps, request: FollowUpRequest, actor: Actor, now: Date): Changed =>
  changeFollowUp(deps, { ...request, side: 'sender', act: 'call' }, actor, now, async (before) => {
    const today = localDateOf(now);
    if (before.letter && !before.letter.served)
      return err({ kind: 'not-ready', entity: 'follow-up', reason: '函件尚未送达' });
    const from =
      before.due === undefined ? undefined : addWorkingDays(before.due, callAfter.workdays, await loadCalendar(deps));
    if (!from?.ok || today <= from.value || before.calledOn !== undefined) {
      const reason = `逾期超过${callAfter.workdays}个工作日的，可提请联席会议办公室督办一次`;
      return err({ kind: 'not-ready', entity: 'follow-up', reason });
    }
    const what = followUpWords.states[before.status];
    const text = `${departmentName(before.receiver)}的后续处置${before.number}（${what}）逾期，${departmentName(before.sender)}提请督办。`;
    const tell = { kind: 'follow-up-called', department: officeDepartment, text } as const;
    return ok({ followUp: { ...before, calledOn: today }, tell });
  });
