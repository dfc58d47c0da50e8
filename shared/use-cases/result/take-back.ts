import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { owesCorrection } from '../../domain/result/objected.ts';
import { isWhollyStopped } from '../../domain/result/shown-rows.ts';
import type { Actor } from '../actor.ts';
import { type OpenFailure, openFollowUps } from '../follow-up/open-follow-ups.ts';
import type { Counters } from '../ports/counters.ts';
import type { Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { notWithdrawn } from '../recognition/standing.ts';
import { changeResult, type ResultChangeFailure, type ResultDeps, type ResultRequest } from './change-result.ts';

type Deps = Pick<ResultDeps, 'records' | 'work' | 'backoff'>;
type Changed<F extends Failure = never> = Promise<
  Result<Stored<InspectionResult>, ResultChangeFailure | Failure<'not-ready'> | F>
>;

/** Takes back the own submission while nobody has decided. Its days stay (R7): the result was produced when it was. */
export const takeBackResult = (deps: Deps, request: ResultRequest, actor: Actor, now: Date): Changed => {
  const event = ({ correctionReason }: InspectionResult) =>
    correctionReason === undefined ? 'take-back' : 'take-back-correction';
  return changeResult<Failure<'not-ready'>>(deps, request, event, actor, now, (before) =>
    before.submittedBy === actor.id
      ? ok({ result: { ...before, submittedBy: undefined } })
      : notReady('只有提交人可以撤回自己的提交；其他人认为应当修改的，请由审核人退回。'),
  );
};

/**
 * Gives a correction up: the result is again what its last edition says, published or withheld, and no new edition
 * comes. What was entered for the correction stays in the versions. If the correction was approved before it was returned,
 * its follow-ups are cancelled and those of the last edition opened again.
 */
export const abandonCorrection = async (
  deps: Deps & { readonly counters: Counters; readonly registry: Pick<Registry, 'find'> },
  request: ResultRequest,
  actor: Actor,
  now: Date,
): Changed<OpenFailure> => {
  const versions = await deps.records.versions('result', request.id);
  const at = versions.findLastIndex(({ value }) => ['published', 'withheld', 'stopped'].includes(value.status));
  const last = versions[at]?.value;
  const wasApproved = versions.slice(at + 1).some(({ value }) => value.status === 'approved');
  // Rows may have stopped since; the stops that stand are those of the correction.
  const event = (before: InspectionResult) =>
    last?.status === 'withheld'
      ? 'abandon-correction-of-withheld'
      : isWhollyStopped(before)
        ? 'abandon-correction-of-stopped'
        : 'abandon-correction';
  return changeResult<OpenFailure>(deps, request, event, actor, now, async (before) => {
    if (!last) throw new Error(`result ${before.id} is corrected and was never decided`);
    if (owesCorrection(before)) return notReady('对该版次的异议已认定成立，应当更正并公示，不能放弃更正。');
    const cited = await notWithdrawn(deps.records, last);
    if (!cited.ok) return cited;
    const result = { ...before, ...enteredIn(last) };
    const { documentNumber } = result;
    if (!wasApproved || documentNumber === undefined) return ok({ result, also: cited.value });
    // A withheld one was approved for the edition that it did not become.
    const edition = last.status === 'withheld' ? last.edition + 1 : last.edition;
    const ground = { result: { ...result, documentNumber }, edition, reason: '放弃更正，按原检查结果办理' };
    const opened = await openFollowUps(deps, ground, actor, now);
    if (!opened.ok) return opened;
    const { ids, also } = opened.value;
    const restored = ids.length > 0 ? { ...result, followUps: ids } : result;
    return ok({ result: restored, also: [...also, ...cited.value] });
  });
};

/** What a correction changes: what was found, and who entered and decided it. */
const enteredIn = (edition: InspectionResult): Partial<InspectionResult> => ({
  inspectedOn: edition.inspectedOn,
  present: edition.present,
  findings: edition.findings,
  nonPerformance: edition.nonPerformance,
  overall: edition.overall,
  differsBecause: edition.differsBecause,
  evidence: edition.evidence,
  recordedBy: edition.recordedBy,
  submittedBy: edition.submittedBy,
  approvedBy: edition.approvedBy,
  returnReason: edition.returnReason,
  correctionReason: edition.correctionReason,
});

/** Withdraws the own request not to publish while nobody has decided; an earlier decision stands as it was. */
export const withdrawWithholding = (deps: Deps, request: ResultRequest, actor: Actor, now: Date): Changed =>
  changeResult<Failure<'not-ready'>>(deps, request, 'withdraw-withholding', actor, now, async (before) => {
    if (before.withholding?.requestedBy !== actor.id) return notReady('只有申请人可以撤回不予公开的申请。');
    const versions = await deps.records.versions('result', before.id);
    const approved = versions.findLast(({ value }) => value.status === 'approved');
    return ok({ result: { ...before, withholding: approved?.value.withholding } });
  });

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'result', reason } as const);
