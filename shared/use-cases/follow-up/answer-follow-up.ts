import { err, ok, type Result } from '../../base/result.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import { missingForRecord } from '../../domain/follow-up/closing.ts';
import type { FollowUp, FollowUpReport } from '../../domain/follow-up/follow-up.ts';
import { mostReports } from '../../domain/follow-up/limits.ts';
import { asksFor } from '../../domain/follow-up/opening.ts';
import type { Rectification } from '../../domain/follow-up/rectification.ts';
import type { FollowUpNoticeKind } from '../../domain/notice/notice.ts';
import type { Actor } from '../actor.ts';
import { checkOf } from '../changes.ts';
import { recordOfClosed, recordOfReopened } from '../credit/keep-follow-ups.ts';
import type { Records, Stored } from '../ports/records.ts';
import { effectiveResult } from '../result/effective.ts';
import { lastApproved } from '../result/last-approved.ts';
import { campaignMovesOn, leadMovesOn } from '../result/opens-again.ts';
import { changeFollowUp, type FollowUpDeps, type FollowUpFailure, type FollowUpRequest } from './change-follow-up.ts';
import { judgeReport } from './judge-report.ts';

type Changed = Promise<Result<Stored<FollowUp>, FollowUpFailure>>;
type WithReason = FollowUpRequest & { readonly reason: string };

/** R37: the receiver says what came of it, with what closing needs of its kind. */
export const reportFollowUp = (
  deps: FollowUpDeps,
  { report, ...request }: FollowUpRequest & { readonly report: FollowUpReport },
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'receiver', event: 'report' }, actor, now, async (before) => {
    const on = localDateOf(now);
    const judged = await judgeReport(deps.records, before, report, { on, late: '日期不能晚于今天' });
    if (!judged.ok) return judged;
    return ok({
      followUp: { ...before, report: { ...report, by: actor.id, on } },
      note: report.text,
      also: judged.value,
      ...told(before, 'sender', 'follow-up-reported', '已反馈，请确认办结或退回补办'),
    });
  });

/** R37: by someone who did not report it. R43: what was decided about the subject goes on record in the same transaction. */
export const confirmFollowUp = (deps: FollowUpDeps, request: FollowUpRequest, actor: Actor, now: Date): Changed =>
  changeFollowUp(deps, { ...request, side: 'sender', event: 'confirm' }, actor, now, async (before) => {
    if (before.report?.by === actor.id || before.report?.recheck?.inspectors.includes(actor.inspectorId ?? ''))
      return err({ kind: 'same-person', act: '确认办结' });
    const errors = before.report ? missingForRecord(before.report) : [];
    if (errors.length > 0) return err({ kind: 'closing-incomplete', errors });
    const followUp = { ...before, endedOn: localDateOf(now) };
    return ok({
      followUp,
      also: await recordOfClosed(deps.records, followUp, actor, now),
      ...told(before, 'receiver', 'follow-up-confirmed', '已确认办结'),
    });
  });

/** What was reported does not do; the time to answer runs on, without the days on which the report lay with the sender. */
export const sendBackFollowUp = (
  deps: FollowUpDeps,
  { reason, ...request }: WithReason,
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'sender', event: 'send-back' }, actor, now, (reported) => {
    const kept = withoutReport(reported);
    if (!kept.ok) return kept;
    const { report } = reported;
    const before = kept.value;
    const lay = report ? [{ from: report.on, to: localDateOf(now) }] : [];
    const { rectification } = before;
    if (rectification?.status === 'failed')
      return err({ kind: 'not-ready', entity: 'follow-up', reason: '复查不合格已开启下一步处置，不能退回补办' });
    return ok({
      followUp: {
        ...before,
        // It is looked at again.
        ...(rectification && { rectification: awaitingRecheck(rectification) }),
        withSender: [...(before.withSender ?? []), ...lay],
      },
      note: reason,
      ...told(before, 'receiver', 'follow-up-sent-back', '退回补办，请补充后再反馈'),
    });
  });

const followUpHandsOver = (kind: FollowUpNoticeKind): boolean =>
  kind === 'follow-up-reported' || kind === 'follow-up-sent-back';

/** The report is kept beside the next one: what was decided and shown by then stays to be read. */
function withoutReport({ report, ...before }: FollowUp): Result<FollowUp, FollowUpFailure> {
  const earlierReports = [...(before.earlierReports ?? []), ...(report ? [report] : [])];
  return earlierReports.length > mostReports
    ? err({ kind: 'not-ready', entity: 'follow-up', reason: `同一后续处置最多退回或重新办理${mostReports}次` })
    : ok({ ...before, ...(earlierReports.length > 0 && { earlierReports }) });
}

const awaitingRecheck = ({ recheck: _, ...order }: Rectification): Rectification => ({
  ...order,
  status: order.reported ? 'reported' : 'ordered',
});

/** Once, before the day; to a later one. What was asked for by letter is granted by the sender's head. */
export const extendFollowUp = (
  deps: FollowUpDeps,
  { reason, to, ...request }: WithReason & { readonly to: LocalDate },
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: sideOfExtension, event: 'extend' }, actor, now, (before) => {
    const on = localDateOf(now);
    const refused = (reason: string) => err({ kind: 'not-ready', entity: 'follow-up', reason } as const);
    if (before.extension) return refused('反馈期限只能延长一次');
    if (before.kind === 'rectify' && before.rectification?.status !== 'ordered')
      return refused('只有限期改正中的可以延长改正期限');
    if (before.due === undefined) return refused('尚无反馈期限可以延长');
    if (before.due < on) return refused('反馈期限已过，不能再延长');
    if (to <= before.due)
      return err({ kind: 'invalid-input', errors: [{ path: 'body.to', message: '新的期限应晚于原期限' }] });
    return ok({
      followUp: { ...before, extension: { reason, to, by: actor.id, on } },
      note: reason,
      ...told(before, 'sender', 'follow-up-extended', '延长了反馈期限'),
    });
  });

const sideOfExtension = ({ letter }: FollowUp) => (letter ? 'sender' : 'receiver');

/** Its ground is gone, which no correction has said (its result was voided): the sender's head says why. */
export const cancelFollowUp = (
  deps: FollowUpDeps,
  { reason, ...request }: WithReason,
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'sender', event: 'cancel' }, actor, now, async (before) => {
    // Judged on the result as it is now; an approval that relies on this follow-up checks it in turn.
    const result = await deps.records.find('result', before.resultId);
    if (await isStillAsked(deps.records, before)) {
      const reason = '检查结果仍要求该项后续处置，应先更正检查结果';
      return err({ kind: 'not-ready', entity: 'follow-up', reason });
    }
    return ok({
      followUp: { ...before, endedOn: localDateOf(now), endReason: reason },
      note: reason,
      also: result ? [checkOf('result', before.resultId, result)] : [],
      ...told(before, 'receiver', 'follow-up-cancelled', '已撤销'),
    });
  });

/** Whether the result that stands, as it was last approved, asks for any of it. */
async function isStillAsked(records: Records, followUp: FollowUp): Promise<boolean> {
  const result = await effectiveResult(records, followUp.resultId);
  if (!result || result.value.status === 'voided') return false;
  const approved = await lastApproved(records, followUp.resultId);
  return asksFor(approved?.value.findings ?? [], followUp);
}

/** The office or the county government finds that it was closed too soon; the time to answer starts anew. */
export const reopenFollowUp = (
  deps: FollowUpDeps,
  { reason, ...request }: WithReason,
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'receiver', event: 'reopen' }, actor, now, async (before) => {
    const kept = withoutReport(before);
    if (!kept.ok) return kept;
    const { endedOn: _, endReason: __, extension: ___, calledOn: ____, ...more } = kept.value;
    const { withSender: _____, rectification: ______, ...rest } = more;
    const tell = {
      kind: 'follow-up-reopened',
      department: before.letter ? before.sender : before.receiver,
      text: `后续处置${before.number}须重新办理，请办理后再反馈。`,
    } as const;
    const result = await deps.records.find('result', before.resultId);
    const moved = result
      ? [
          ...(await campaignMovesOn(deps.records, result.value, actor, now)),
          ...(await leadMovesOn(deps.records, result.value, actor, now)),
        ]
      : [];
    const also = [...moved, ...(await recordOfReopened(deps.records, before, actor, now))];
    return ok({ followUp: { ...rest, answerFrom: localDateOf(now) }, note: reason, tell, also });
  });

/** The other side is told, unless it reads no inbox. Within one department only what another person of it has to do next. */
export function told(followUp: FollowUp, to: 'sender' | 'receiver', kind: FollowUpNoticeKind, what: string) {
  const { sender, receiver, number, letter } = followUp;
  if ((sender === receiver && !followUpHandsOver(kind)) || (to === 'receiver' && letter)) return {};
  const from = departmentName(to === 'sender' ? receiver : sender);
  return { tell: { kind, department: followUp[to], text: `${from}：后续处置${number}${what}。` } };
}
