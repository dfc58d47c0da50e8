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
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Stored } from '../ports/records.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import { type ResultActor, withPerson } from '../result/change-result.ts';
import { whileBatchStands } from '../result/effective.ts';
import { earliestDay } from '../result/save-result.ts';
import { findVisit, resultsOf, type VisitReadFailure } from './read-visits.ts';

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

/** The team reports the inspection as completed: a candidate for day 0 of every result of the visit (R7). */
export const completeVisit = (deps: ChangeDeps, end: VisitEnd, actor: ResultActor, now: Date) =>
  endVisit(deps, end, 'complete', undefined, actor, now);

/**
 * Nobody could inspect: every department's result states this and waits to be submitted. Refused once a department has
 * entered findings, because then somebody was there.
 */
export const recordNonPerformance = (
  deps: ChangeDeps,
  { nonPerformance, ...end }: VisitEnd & { readonly nonPerformance: NonPerformance },
  actor: ResultActor,
  now: Date,
) => endVisit(deps, end, 'not-perform', nonPerformance, actor, now);

const endVisit = (
  deps: ChangeDeps,
  end: VisitEnd,
  event: Exclude<VisitEvent, 'void'>,
  nonPerformance: NonPerformance | undefined,
  actor: ResultActor,
  now: Date,
): Promise<Result<Stored<Visit>, VisitChangeFailure>> => {
  const { id, version, completedOn } = end;
  const act = { id, version, find: () => findVisit(deps, id, actor) };
  return changeRecord<'visit', VisitChangeFailure>(deps, 'visit', act, async ({ value: before }) => {
    const status = transition(visitTransitions, visitWords, before.status, event);
    if (!status.ok) return status;
    const allowed = mayEnd(before, completedOn, actor, now);
    if (!allowed.ok) return allowed;
    const calendar = await loadCalendar(deps);
    const today = localDateOf(now);

    const visit: Visit = { ...before, status: status.value, completedOn, completedBy: actor.id, nonPerformance };
    const results = await resultsOf(deps.records, before);
    const started = nonPerformance ? results.filter(({ value }) => value.status !== 'assigned') : [];
    if (started.length > 0) {
      const names = started.map(({ value }) => departmentName(value.department));
      return err({ kind: 'visit-under-inspection', departments: names });
    }
    const stands = await whileBatchStands(deps.records, before.batchId);
    if (stands === 'voided') return ok('overtaken');
    const draft = eventOf(event, actor, now, { completedOn });
    const ended = results.map((result) => {
      const days = [completedOn, result.value.completedOn].filter((day) => day !== undefined).sort();
      const completed = { ...result.value, visitStatus: visit.status, completedOn: days[0] };
      const value = unperformed(withDayZero(completed, calendar, today), visit, actor.id);
      return replaceRecord('result', value.id, result, value, draft);
    });
    return ok({ value: visit, event: draft, also: [stands, ...ended] });
  });
};

/** Whether this person can end the visit now, on that day. */
function mayEnd(
  visit: Visit,
  completedOn: string,
  actor: ResultActor,
  now: Date,
): Result<void, Failure<'uncertified-recorder' | 'invalid-input'>> {
  const own = visit.parts.find(({ department }) => department === actor.department);
  const part = { department: own?.department ?? visit.lead, inspectors: visit.inspectors };
  const allowed = checkRecorder(part, actor);
  if (!allowed.ok) return allowed;
  const earliest = earliestDay(visit);
  const message =
    completedOn > localDateOf(now)
      ? '完成日期不能晚于今天'
      : completedOn < earliest
        ? `完成日期不能早于任务派发日和检查期限起始日（${earliest}）`
        : undefined;
  return message === undefined
    ? ok(undefined)
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
