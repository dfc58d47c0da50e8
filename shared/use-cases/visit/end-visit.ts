import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import { withDayZero } from '../../domain/deadline/deadline.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { checkRecorder } from '../../domain/result/recorder.ts';
import { resultTransitions, resultWords } from '../../domain/result/states.ts';
import {
  type NonPerformance,
  type Visit,
  type VisitEvent,
  visitTransitions,
  visitWords,
} from '../../domain/visit/visit.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { CommitFailure, Records, Stored, UnitOfWork } from '../ports.ts';
import { type ResultActor, withPerson } from '../result/change-result.ts';
import { whileBatchStands } from '../result/effective.ts';
import { earliestDay } from '../result/save-result.ts';
import { findVisit, resultsOf, type VisitReadFailure } from './read-visits.ts';

interface ProgressDeps {
  readonly records: Records;
  readonly work: UnitOfWork;
}

export type VisitChangeFailure =
  | VisitReadFailure
  | CommitFailure
  | Failure<'illegal-transition' | 'uncertified-recorder' | 'visit-under-inspection' | 'invalid-input'>;

export interface VisitEnd {
  readonly id: string;
  readonly version: number;
  /** The day the inspection ended. */
  readonly completedOn: string;
}

/** Retries for ending a visit when somebody has just changed its batch or one of its results. */
const attempts = 4;

/** The team reports the inspection as completed: a candidate for day 0 of every result of the visit (R7). */
export const completeVisit = (deps: ProgressDeps, end: VisitEnd, actor: ResultActor, now: Date) =>
  endVisit(deps, end, 'complete', undefined, actor, now);

/**
 * Nobody could inspect: every department's result states this and waits to be submitted. Refused once a department has
 * entered findings, because then somebody was there.
 */
export const recordNonPerformance = (
  deps: ProgressDeps,
  { nonPerformance, ...end }: VisitEnd & { readonly nonPerformance: NonPerformance },
  actor: ResultActor,
  now: Date,
) => endVisit(deps, end, 'not-perform', nonPerformance, actor, now);

async function endVisit(
  deps: ProgressDeps,
  end: VisitEnd,
  event: Exclude<VisitEvent, 'void'>,
  nonPerformance: NonPerformance | undefined,
  actor: ResultActor,
  now: Date,
  left = attempts,
): Promise<Result<Stored<Visit>, VisitChangeFailure>> {
  const found = await endable(deps, end, event, actor, now);
  if (!found.ok) return found;
  const { value: before } = found.value;
  const calendar = await loadCalendar(deps);
  const today = localDateOf(now);

  const visit: Visit = {
    ...before,
    status: event === 'complete' ? 'completed' : 'not-performed',
    completedOn: end.completedOn,
    completedBy: actor.id,
    nonPerformance,
  };
  const results = await resultsOf(deps.records, before);
  const started = nonPerformance ? results.filter(({ value }) => value.status !== 'assigned') : [];
  if (started.length > 0) {
    const names = started.map(({ value }) => departmentName(value.department));
    return err({ kind: 'visit-under-inspection', departments: names });
  }
  const draft = eventOf(event, actor, now, { completedOn: end.completedOn });
  const stands = await whileBatchStands(deps.records, before.batchId);
  if (stands === 'voided') return endVisit(deps, end, event, nonPerformance, actor, now, left);
  const done = await deps.work.commit([
    stands,
    replaceRecord('visit', before.id, found.value, visit, draft),
    ...results.map((result) => {
      const days = [end.completedOn, result.value.completedOn].filter((day) => day !== undefined).sort();
      const completed = { ...result.value, visitStatus: visit.status, completedOn: days[0] };
      const value = unperformed(withDayZero(completed, calendar, today), visit, actor.id);
      return replaceRecord('result', value.id, result, value, draft);
    }),
  ]);
  if (done.ok) return findVisit(deps, before.id, actor);
  const collided = done.error.kind === 'stale-version' && done.error.entity !== 'visit';
  return collided && left > 1 ? endVisit(deps, end, event, nonPerformance, actor, now, left - 1) : done;
}

/** The visit as the caller saw it, if this person can end it now, on that day. */
async function endable(
  deps: ProgressDeps,
  { id, version, completedOn }: VisitEnd,
  event: VisitEvent,
  actor: ResultActor,
  now: Date,
): Promise<Result<Stored<Visit>, VisitChangeFailure>> {
  const found = await findVisit(deps, id, actor);
  if (!found.ok) return found;
  const visit = found.value;
  if (visit.meta.version !== version) return err({ kind: 'stale-version', entity: 'visit', id });
  const moved = transition(visitTransitions, visitWords, visit.value.status, event);
  if (!moved.ok) return moved;
  const { parts } = visit.value;
  const own = parts.find(({ department }) => department === actor.department);
  const allowed = checkRecorder(
    { department: own?.department ?? visit.value.lead, inspectors: visit.value.inspectors },
    actor,
  );
  if (!allowed.ok) return allowed;
  const earliest = earliestDay(visit.value);
  const message =
    completedOn > localDateOf(now)
      ? '完成日期不能晚于今天'
      : completedOn < earliest
        ? `完成日期不能早于任务派发日和检查期限起始日（${earliest}）`
        : undefined;
  return message === undefined
    ? ok(visit)
    : err({ kind: 'invalid-input', errors: [{ path: 'body.completedOn', message }] });
}

/** R5: an entry made for every department at once counts as this person's in each of them. */
function unperformed(result: InspectionResult, visit: Visit, actorId: string): InspectionResult {
  const { nonPerformance, completedOn: inspectedOn } = visit;
  if (!nonPerformance) return result;
  const recorded = transition(resultTransitions, resultWords, result.status, 'record');
  if (!recorded.ok) throw new Error(`result ${result.id} is ${result.status} and cannot be recorded`);
  const recordedBy = withPerson(result.recordedBy, actorId);
  return { ...result, status: recorded.value, nonPerformance, inspectedOn, recordedBy };
}
