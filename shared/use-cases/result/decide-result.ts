import type { Failure } from '../../base/failures.ts';
import { ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { departments } from '../../codes/departments.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { otherThan } from '../../domain/result/recorder.ts';
import { isApproved } from '../../domain/result/states.ts';
import type { Actor } from '../actor.ts';
import { type OpenFailure, openFollowUps } from '../follow-up/open-follow-ups.ts';
import type { Counters } from '../ports/counters.ts';
import type { Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { reviewRecognitions } from '../recognition/review-recognitions.ts';
import { standingRecognitions } from '../recognition/standing.ts';
import { changeResult, type ResultChangeFailure, type ResultDeps, type ResultRequest } from './change-result.ts';
import { campaignMovesOn } from './opens-again.ts';

type Changed<F extends Failure = never> = Promise<Result<Stored<InspectionResult>, ResultChangeFailure | F>>;
type WithReason = ResultRequest & { readonly reason: string };

/**
 * R5: someone who neither inspected nor entered anything approves. The result gets its one document number now, and opens
 * the follow-ups of what it found (R34).
 */
export const approveResult = (
  deps: Pick<ResultDeps, 'records' | 'work' | 'backoff' | 'counters'> & { readonly registry: Pick<Registry, 'find'> },
  request: ResultRequest,
  actor: Actor,
  now: Date,
): Changed<Failure<'same-person'> | OpenFailure> =>
  changeResult<Failure<'same-person'> | OpenFailure>(deps, request, 'approve', actor, now, async (before) => {
    const other = otherThan(before.recordedBy, actor.id, '审核检查结果');
    if (!other.ok) return other;
    const there = otherThan(before.present, actor.inspectorId ?? '', '审核检查结果');
    if (!there.ok) return there;
    const recognised = await standingRecognitions(deps.records, before);
    if (!recognised.ok) return recognised;
    const documentNumber = before.documentNumber ?? (await nextDocumentNumber(deps.counters, before, now));
    const ground = {
      result: { ...before, documentNumber },
      edition: before.edition + 1,
      reason: before.correctionReason ?? '检查结果修改后不再有此问题',
    };
    const opened = await openFollowUps(deps, ground, actor, now);
    if (!opened.ok) return opened;
    const { ids, also } = opened.value;
    const followUps = ids.length > 0 ? { followUps: ids } : {};
    return ok({
      result: { ...before, documentNumber, approvedBy: actor.id, ...followUps },
      facts: { documentNumber, ...(ids.length > 0 && { followUps: ids.length }) },
      also: [...also, ...recognised.value],
    });
  });

/** `机关代字抽查〔YYYY〕N号`, counted per department and year. The number of a failed approval is skipped. */
async function nextDocumentNumber(counters: Counters, { department }: InspectionResult, now: Date): Promise<string> {
  const year = localDateOf(now).slice(0, 4);
  const number = await counters.next(`result-document#${department}#${year}`);
  return `${departments[department].docPrefix}抽查〔${year}〕${number}号`;
}

/** Returns a result with the reason; a correction goes back to `correcting`, because its last edition is public. */
export const returnResult = (
  deps: Pick<ResultDeps, 'records' | 'work' | 'backoff'>,
  { reason, ...request }: WithReason,
  actor: Actor,
  now: Date,
): Changed<Failure<'same-person'>> =>
  changeResult(deps, request, isCorrection, actor, now, async (before) => {
    const other = otherThan(before.recordedBy, actor.id, '退回检查结果');
    if (!other.ok) return other;
    const also = isApproved(before.status) ? await campaignMovesOn(deps.records, before, actor, now) : [];
    return ok({ result: { ...before, returnReason: reason, approvedBy: undefined }, also });
  });

const isCorrection = ({ correctionReason }: InspectionResult) =>
  correctionReason === undefined ? 'return' : 'return-correction';

/**
 * Opens a published or withheld result for its next edition; until that is published the last one stays as it is (R6).
 * What others recognised of it comes under review (R33). A withholding stays on record: it has ended the deadline. Whoever entered what stands still may not approve it (R5).
 */
export const correctResult = (
  deps: Pick<ResultDeps, 'records' | 'work' | 'backoff'>,
  { reason, ...request }: WithReason,
  actor: Actor,
  now: Date,
): Changed =>
  changeResult(deps, request, 'correct', actor, now, async (before) => {
    const also = await reviewRecognitions(deps.records, before, 'correction', actor, now);
    return ok({ result: reopened(before, reason), also });
  });

/** A result whose next edition is to be entered. What was asked of the one that is to be replaced is asked no more. */
export const reopened = (before: InspectionResult, correctionReason: string): InspectionResult => ({
  ...before,
  submittedBy: undefined,
  approvedBy: undefined,
  returnReason: undefined,
  stopRequest: undefined,
  correctionReason,
});
