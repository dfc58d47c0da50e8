import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { draftFaults, inNationalOrder } from '../../domain/result/draft-rules.ts';
import type { ResultDraft } from '../../domain/result/findings.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { recognisedFindings, recognitionFaults, withRecognised } from '../../domain/result/recognised.ts';
import { checkRecorder } from '../../domain/result/recorder.ts';
import { checkSize } from '../../domain/result/row-limit.ts';
import { earliestDay } from '../../domain/visit/completion-day.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import { checkFindings } from '../lead/exposed-texts.ts';
import type { Records, Stored } from '../ports/records.ts';
import {
  changeResult,
  type ResultActor,
  type ResultChangeFailure,
  type ResultDeps,
  type ResultRequest,
  withPerson,
} from './change-result.ts';

type Deps = Pick<ResultDeps, 'records' | 'work' | 'backoff'>;
type SaveFailure = Failure<'uncertified-recorder' | 'invalid-input' | 'result-too-large' | 'informant-exposed'>;
type Changed<F extends Failure> = Promise<Result<Stored<InspectionResult>, ResultChangeFailure | F>>;

/** Saves what has been entered so far. It replaces the earlier draft, which the caller must have seen (If-Match). */
export const saveResult = (
  deps: Deps,
  { draft, ...request }: ResultRequest & { readonly draft: ResultDraft },
  actor: ResultActor,
  now: Date,
): Changed<SaveFailure> =>
  changeResult<SaveFailure>(deps, request, 'record', actor, now, async (before) => {
    const allowed = checkRecorder(before, actor);
    if (!allowed.ok) return allowed;
    const earliest = earliestDay(await visitOf(deps.records, before));
    const faults = [
      ...draftFaults(before, draft, { earliest, today: localDateOf(now) }),
      ...recognitionFaults(before, draft),
    ];
    if (faults.length > 0)
      return err({
        kind: 'invalid-input',
        errors: faults.map(({ path, message }) => ({ path: `body.${path}`, message })),
      });
    const { inspectedOn, present, nonPerformance, overall, differsBecause, ...ordered } = inNationalOrder(draft);
    const findings = withRecognised(before, ordered.findings);
    const entered = { ...before, inspectedOn, present, nonPerformance, findings, overall, differsBecause };
    const unexposed = await checkFindings(deps, entered);
    if (!unexposed.ok) return unexposed;
    const result = { ...entered, recordedBy: withPerson(before.recordedBy, actor.id) };
    const fits = checkSize(result);
    return fits.ok ? ok({ result }) : fits;
  });

/**
 * Empties a draft: the result waits to be entered as if nobody had begun. The files stay in the versions that cite
 * them. Days that an earlier submission or the visit has fixed stay as well (R7).
 */
export const clearResult = (
  deps: Deps,
  request: ResultRequest,
  actor: ResultActor,
  now: Date,
): Changed<Failure<'uncertified-recorder' | 'not-ready'>> =>
  changeResult<Failure<'uncertified-recorder' | 'not-ready'>>(deps, request, 'clear', actor, now, (before) => {
    const allowed = checkRecorder(before, actor);
    if (!allowed.ok) return allowed;
    if (recognisedFindings(before).length > 0) return err(recognisedStill);
    return ok({ result: { ...before, ...nothingEntered }, facts: { evidence: before.evidence.length } });
  });

const recognisedStill = { kind: 'not-ready', entity: 'result', reason: '已有互认的事项，请先撤回互认。' } as const;

const nothingEntered = {
  inspectedOn: undefined,
  present: [],
  nonPerformance: undefined,
  findings: [],
  overall: [],
  differsBecause: undefined,
  evidence: [],
  recordedBy: [],
  submittedBy: undefined,
  returnReason: undefined,
} as const satisfies Partial<InspectionResult>;

/** The visit a result is of. */
export async function visitOf(records: Records, { id, visitId }: InspectionResult): Promise<Visit> {
  const visit = await records.find('visit', visitId);
  if (!visit) throw new Error(`result ${id} has no visit ${visitId}`);
  return visit.value;
}
