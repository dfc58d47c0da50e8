import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { deadlineRuns } from '../../domain/deadline/awaited-act.ts';
import { withDayZero } from '../../domain/deadline/deadline.ts';
import type { CompletionAct } from '../../domain/result/hand-overs.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { checkRecorder, otherThan } from '../../domain/result/recorder.ts';
import { type CompletionCorrection, isPending } from '../../domain/visit/completion-correction.ts';
import { completionFault } from '../../domain/visit/completion-day.ts';
import { endOf } from '../../domain/visit/part-ends.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { type ChangeDeps, changeRecord, type Outcome } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import type { Stored } from '../ports/records.ts';
import {
  findResult,
  noticesOf,
  type ResultActor,
  type ResultChangeFailure,
  type ResultRequest,
} from '../result/change-result.ts';
import { type WholeVisit, wholeVisit, withEnds } from './part-ended.ts';

type Failures =
  | ResultChangeFailure
  | Failure<'not-ready' | 'not-found' | 'same-person' | 'uncertified-recorder' | 'invalid-input'>;
type Corrected = Promise<Result<Stored<InspectionResult>, Failures>>;
type Judged = Result<Outcome<'result'>, Failures>;

/** Asks for another day on which the department's part was over; whoever inspected or enters for the team may. */
export const requestCompletionCorrection = (
  deps: ChangeDeps,
  { completedOn, reason, ...request }: ResultRequest & { readonly completedOn: string; readonly reason: string },
  actor: ResultActor,
  now: Date,
): Corrected =>
  changeCorrectable(deps, request, 'request-completion-correction', actor, now, async (before, from) => {
    const allowed = checkRecorder(before, actor);
    if (!allowed.ok) return allowed;
    if (isPending(before.completionCorrection)) return notReady('已有一项更正完成日期的申请待审批，请先撤回或审批。');
    const fault = dayFault(await wholeVisit(deps.records, before), before, completedOn, localDateOf(now));
    if (fault !== undefined) return invalid(fault);
    const asked = { from, to: completedOn, reason, requestedBy: actor.id, requestedAt: now.toISOString() };
    const event = eventOf('request-completion-correction', actor, now, { from, to: completedOn });
    return ok({ value: { ...before, completionCorrection: asked }, event });
  });

/** R5: another person approves. Day 0 and deadline of the result follow, and the day of the visit. */
export const approveCompletionCorrection = (
  deps: ChangeDeps,
  request: ResultRequest,
  actor: ResultActor,
  now: Date,
): Corrected =>
  changeCorrectable(deps, request, 'correct-completion', actor, now, async (before, from) => {
    const asked = decidable(before, actor);
    if (!asked.ok) return asked;
    const { to } = asked.value;
    const whole = await wholeVisit(deps.records, before);
    const today = localDateOf(now);
    const fault = dayFault(whole, before, to, today);
    if (fault !== undefined) return notReady(`${fault}，请退回该申请。`);
    const event = eventOf('correct-completion', actor, now, { department: before.department, from, to });
    const part = whole.visit.value.parts.find(({ department }) => department === before.department);
    const end = endOf(part ?? {}, before);
    const ends = new Map(end ? [[before.department, { ...end, on: to }]] : []);
    const { visitStatus, also } = withEnds(whole, before, ends, actor.id, event);
    const completionCorrection = closed(asked.value, 'approved', actor, now);
    const corrected = { ...before, visitStatus, completedOn: to, completionCorrection };
    return ok({ value: withDayZero(corrected, await loadCalendar(deps), today), event, also });
  });

/** Refuses it with a reason: the day stays. */
export const refuseCompletionCorrection = (
  deps: ChangeDeps,
  { reason, ...request }: ResultRequest & { readonly reason: string },
  actor: ResultActor,
  now: Date,
): Corrected =>
  changeCorrectable(deps, request, 'refuse-completion-correction', actor, now, (before) => {
    const asked = decidable(before, actor);
    if (!asked.ok) return asked;
    const completionCorrection = { ...closed(asked.value, 'refused', actor, now, reason) };
    return ok({
      value: { ...before, completionCorrection },
      event: eventOf('refuse-completion-correction', actor, now),
    });
  });

/** Withdraws the own request while nobody has decided. */
export const withdrawCompletionCorrection = (
  deps: ChangeDeps,
  request: ResultRequest,
  actor: ResultActor,
  now: Date,
): Corrected =>
  changeCorrectable(deps, request, 'withdraw-completion-correction', actor, now, (before) => {
    const asked = before.completionCorrection;
    if (!isPending(asked) || asked.requestedBy !== actor.id)
      return err({ kind: 'not-found', entity: 'request', id: before.id });
    const completionCorrection = closed(asked, 'withdrawn', actor, now);
    const event = eventOf('withdraw-completion-correction', actor, now);
    return ok({ value: { ...before, completionCorrection }, event });
  });

/** Only the day of a part that is over, of a result that is neither published nor withheld. */
const changeCorrectable = (
  deps: ChangeDeps,
  { id, version }: ResultRequest,
  act: CompletionAct,
  actor: ResultActor,
  now: Date,
  judge: (before: InspectionResult, completedOn: string) => Judged | Promise<Judged>,
): Corrected =>
  changeRecord<'result', Failures>(
    deps,
    'result',
    { id, version, find: () => findResult(deps, id, actor) },
    async ({ value: before, meta }) => {
      const { completedOn } = before;
      if (completedOn === undefined) return notReady('本部门检查尚未登记完成，没有完成日期可以更正。');
      if (!deadlineRuns(before)) return notReady('检查结果已公示、不予公开或已作废，完成日期不能再更正。');
      const judged = await judge(before, completedOn);
      if (!judged.ok) return judged;
      const { value, event, also = [] } = judged.value;
      const notices = await noticesOf(act, value, meta.version + 1, actor, now);
      return ok({ value, event, also: [...also, ...notices] });
    },
  );

/** A part is over before or when its result is produced. */
function dayFault({ visit }: WholeVisit, result: InspectionResult, to: string, today: string): string | undefined {
  if (to === result.completedOn) return '与已登记的完成日期相同';
  if (result.producedOn !== undefined && to > result.producedOn)
    return `完成日期不能晚于结果形成日期（${result.producedOn}）`;
  return completionFault(visit.value, [result], to, today);
}

function decidable({ id, completionCorrection }: InspectionResult, actor: ResultActor) {
  if (!isPending(completionCorrection)) return err({ kind: 'not-found', entity: 'request', id } as const);
  const other = otherThan([completionCorrection.requestedBy], actor.id, '审批更正检查完成日期');
  return other.ok ? ok(completionCorrection) : other;
}

const closed = (
  asked: CompletionCorrection,
  as: NonNullable<CompletionCorrection['decided']>['as'],
  actor: ResultActor,
  now: Date,
  reason?: string,
): CompletionCorrection => ({
  ...asked,
  decided: { as, by: actor.id, at: now.toISOString(), ...(reason !== undefined && { reason }) },
});

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'result', reason } as const);
const invalid = (message: string) =>
  err({ kind: 'invalid-input', errors: [{ path: 'body.completedOn', message }] } as const);
