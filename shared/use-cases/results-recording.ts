import { localDateOf } from '../calendar/local-date.ts';
import type { InspectionResult } from '../domain/inspection-result.ts';
import { missingIn } from '../domain/result-completeness.ts';
import { draftFaults, inNationalOrder } from '../domain/result-draft-rules.ts';
import type { ResultDraft } from '../domain/result-findings.ts';
import { checkRecorder } from '../domain/result-persons.ts';
import type { Visit } from '../domain/visit.ts';
import type { Failure } from '../failures.ts';
import { err, ok, type Result } from '../result.ts';
import { loadCalendar } from './calendar.ts';
import type { Records, Stored } from './ports.ts';
import {
  changeResult,
  type ResultActor,
  type ResultChangeFailure,
  type ResultDeps,
  type ResultRequest,
  withPerson,
} from './results-changes.ts';
import { withDayZero } from './results-deadline.ts';

type Deps = Pick<ResultDeps, 'records' | 'work'>;
type SaveFailure = Failure<'uncertified-recorder' | 'invalid-input'>;
type SubmitFailure = Failure<'uncertified-recorder' | 'result-incomplete'>;
type Changed<F extends Failure> = Promise<Result<Stored<InspectionResult>, ResultChangeFailure | F>>;

/** The first day on which a visit can have been: it was ordered and its window had begun. */
export function earliestDay({ window, dispatchedAt }: Visit): string {
  const dispatched = localDateOf(new Date(dispatchedAt));
  return dispatched > window.from ? dispatched : window.from;
}

/** Keeps what has been entered so far. An earlier draft is replaced whole, so the caller must have seen it (If-Match). */
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
    const faults = draftFaults(before, draft, { earliest, today: localDateOf(now) });
    if (faults.length > 0)
      return err({
        kind: 'invalid-input',
        errors: faults.map(({ path, message }) => ({ path: `body.${path}`, message })),
      });
    const { inspectedOn, nonPerformance, findings, overall } = inNationalOrder(draft);
    const result = { ...before, inspectedOn, nonPerformance, findings, overall };
    return ok({ result: { ...result, recordedBy: withPerson(before.recordedBy, actor.id) } });
  });

/**
 * Hands a complete result over for approval. The first time it is produced by this, which is a candidate for day 0 (R7);
 * a result that was returned, or is corrected, keeps its day.
 */
export const submitResult = (
  deps: Deps,
  request: ResultRequest,
  actor: ResultActor,
  now: Date,
): Changed<SubmitFailure> =>
  changeResult<SubmitFailure>(deps, request, 'submit', actor, now, async (before) => {
    const allowed = checkRecorder(before, actor);
    if (!allowed.ok) return allowed;
    const errors = missingIn(before);
    if (errors.length > 0) return err({ kind: 'result-incomplete', errors });
    const today = localDateOf(now);
    const produced = {
      ...before,
      producedOn: before.producedOn ?? today,
      recordedBy: withPerson(before.recordedBy, actor.id),
      submittedBy: actor.id,
      returnReason: undefined,
    };
    return ok({ result: withDayZero(produced, await loadCalendar(deps), today) });
  });

async function visitOf(records: Records, { id, visitId }: InspectionResult): Promise<Visit> {
  const visit = await records.find('visit', visitId);
  if (!visit) throw new Error(`result ${id} has no visit ${visitId}`);
  return visit.value;
}
