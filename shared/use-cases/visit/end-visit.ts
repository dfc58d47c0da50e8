import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { formatChineseDate, localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import { withDayZero } from '../../domain/deadline/deadline.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { checkMember } from '../../domain/result/recorder.ts';
import { resultTransitions, resultWords } from '../../domain/result/states.ts';
import { completionFault } from '../../domain/visit/completion-day.ts';
import { endOf, withPartEnds } from '../../domain/visit/part-ends.ts';
import { type VisitEvent, visitTransitions, visitWords } from '../../domain/visit/states.ts';
import type { NonPerformance, PartEnd, Visit } from '../../domain/visit/visit.ts';
import { resultIdOf } from '../../domain/visit/visit-ids.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import { nameToTell, type Told, told } from '../notice/told.ts';
import type { Stored } from '../ports/records.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import { type ResultActor, withPerson } from '../result/change-result.ts';
import { whileBatchStands } from '../result/effective.ts';
import { findVisit, resultsOf, type VisitReadFailure } from './read-visits.ts';

export type VisitChangeFailure =
  | VisitReadFailure
  | CommitFailure
  | Failure<'illegal-transition' | 'uncertified-recorder' | 'visit-under-inspection' | 'invalid-input' | 'not-ready'>;

export interface VisitEnd {
  readonly id: string;
  readonly version: number;
  /** The day the inspection ended. */
  readonly completedOn: string;
}

type Ended = Promise<Result<Stored<Visit>, VisitChangeFailure>>;

/** A department's team says that its part is over: a candidate for day 0 of its result (R7), and of no other. */
export const completeVisit = (deps: ChangeDeps, end: VisitEnd, actor: ResultActor, now: Date): Ended =>
  changeVisit(deps, end, 'complete', actor, now, (visit, results) => {
    const part = openPartOf(visit, results, actor);
    return part.ok ? ok([[part.value.department, { as: 'completed' }]]) : part;
  });

/**
 * A department's team could not inspect: its result states this and waits to be submitted; other departments say for
 * themselves. Refused once it has entered findings, because then somebody was there.
 */
export const recordNonPerformance = (
  deps: ChangeDeps,
  { nonPerformance, ...end }: VisitEnd & { readonly nonPerformance: NonPerformance },
  actor: ResultActor,
  now: Date,
): Ended =>
  changeVisit(deps, end, 'not-perform', actor, now, (visit, results) => {
    const part = openPartOf(visit, results, actor);
    if (!part.ok) return part;
    const { department, status } = part.value;
    if (status !== 'assigned')
      return err({ kind: 'visit-under-inspection', departments: [departmentName(department)] });
    return ok([[department, { as: 'not-performed', nonPerformance }]]);
  });

/** The lead's team ends the visit with every part that is still open; each department still enters its own result. */
export const endVisit = (deps: ChangeDeps, end: VisitEnd, actor: ResultActor, now: Date): Ended =>
  changeVisit(deps, end, 'complete', actor, now, (visit, results) => {
    const team = visit.parts.find(({ department }) => department === visit.lead)?.team;
    const member = checkMember(team, actor, '只有牵头部门的检查组成员可以登记整次检查结束。');
    if (!member.ok) return member;
    return ok(
      openParts(visit, results).map(({ department }) => [
        department,
        { as: department === visit.lead ? 'completed' : 'closed' },
      ]),
    );
  });

type NewEnd = readonly [DepartmentCode, Omit<PartEnd, 'on' | 'by'>];
type ToEnd = (
  visit: Visit,
  results: readonly InspectionResult[],
) => Result<readonly NewEnd[], Failure<'uncertified-recorder' | 'visit-under-inspection' | 'not-ready'>>;

/** Ends parts of an open visit on one day; which parts, and whether this person may, `toEnd` says. */
const changeVisit = (
  deps: ChangeDeps,
  { id, version, completedOn }: VisitEnd,
  event: Exclude<VisitEvent, 'void'>,
  actor: ResultActor,
  now: Date,
  toEnd: ToEnd,
): Ended => {
  const act = { id, version, find: () => findVisit(deps, id, actor) };
  return changeRecord<'visit', VisitChangeFailure>(deps, 'visit', act, async ({ value: before }) => {
    const open =
      before.status === 'dispatched' ? ok(undefined) : transition(visitTransitions, visitWords, 'voided', event);
    if (!open.ok) return err({ ...open.error, from: visitWords.states[before.status] });
    const stored = await resultsOf(deps.records, before);
    const results = stored.map(({ value }) => value);
    const said = toEnd(before, results);
    if (!said.ok) return said;
    const ends = new Map(said.value.map(([part, end]) => [part, { ...end, on: completedOn, by: actor.id }]));
    const ending = results.filter(({ department }) => ends.has(department));
    const message = completionFault(before, ending, completedOn, localDateOf(now));
    if (message !== undefined) return err({ kind: 'invalid-input', errors: [{ path: 'body.completedOn', message }] });

    const calendar = await loadCalendar(deps);
    const stands = await whileBatchStands(deps.records, before.batchId);
    if (stands === 'voided') return ok('overtaken');
    const visit = withPartEnds(before, results, ends, actor.id);
    const facts = { completedOn, departments: [...ends.keys()].join() };
    const draft = eventOf(event, actor, now, facts);
    const changed = stored.flatMap((result) => {
      const end = ends.get(result.value.department);
      if (!end && visit.status === before.status) return [];
      const value = { ...result.value, visitStatus: visit.status };
      if (!end) return [replaceRecord('result', value.id, result, value, draft)];
      const ended = withDayZero({ ...value, completedOn }, calendar, localDateOf(now));
      return [replaceRecord('result', value.id, result, unperformed(ended, end, actor.id), draft)];
    });
    const closed = before.parts.filter(({ department }) => ends.get(department)?.as === 'closed');
    const notices = closedNotices(before, closed, completedOn).slice(0, roomForNotices(changed.length));
    return ok({ value: visit, event: draft, also: [...stands, ...changed, ...notices.map((each) => told(each, now))] });
  });
};

const openParts = (visit: Visit, results: readonly InspectionResult[]): readonly InspectionResult[] =>
  visit.parts.flatMap((part) => {
    const result = results.find(({ department }) => department === part.department);
    return result && !endOf(part, result) ? [result] : [];
  });

/** The result of the part in whose team the person is, if that part is still open. */
function openPartOf(
  visit: Visit,
  results: readonly InspectionResult[],
  actor: ResultActor,
): Result<InspectionResult, Failure<'uncertified-recorder' | 'not-ready'>> {
  const part = visit.parts.find(({ team }) => team.some(({ id }) => id === actor.inspectorId));
  const reason = '只有本次检查的检查组成员可以登记检查完成。经办人员录入结果并提交时，填写检查组的完成日期。';
  const member = checkMember(part?.team, actor, reason);
  if (!member.ok) return member;
  const result = results.find(({ department }) => department === part?.department);
  if (!part || !result) throw new Error(`visit ${visit.id} has no such part`);
  const end = endOf(part, result);
  if (!end) return ok(result);
  const said = `本部门的检查已登记于${formatChineseDate(end.on)}结束；日期有误的，请申请更正检查完成日期。`;
  return err({ kind: 'not-ready', entity: 'visit', reason: said });
}

function unperformed(result: InspectionResult, { nonPerformance, on }: PartEnd, actorId: string): InspectionResult {
  if (!nonPerformance) return result;
  const recorded = transition(resultTransitions, resultWords, result.status, 'record');
  if (!recorded.ok) throw new Error(`result ${result.id} is ${result.status} and cannot be recorded`);
  const recordedBy = withPerson(result.recordedBy, actorId);
  return { ...result, status: recorded.value, nonPerformance, inspectedOn: on, recordedBy };
}

/**
 * How many notices still fit the transaction: a result takes three of its hundred actions, the visit two, the condition
 * on the batch one, what counts the results two, a notice two.
 */
const roomForNotices = (results: number): number => Math.max(0, Math.floor((100 - 5 - 3 * results) / 2));

/** To the departments first, then to their teams. */
function closedNotices(visit: Visit, closed: Visit['parts'], completedOn: string): readonly Told[] {
  const notices = closed.map(({ department, team }) => ({
    team,
    notice: closedNotice(visit, department, completedOn),
  }));
  const toTeams = notices.flatMap(({ team, notice }) => team.map(({ id }) => ({ ...notice, inspectorId: id })));
  return [...notices.map(({ notice }) => notice), ...toTeams];
}

const closedNotice = ({ id, object, lead }: Visit, department: DepartmentCode, completedOn: string) => {
  const what = `${departmentName(lead)}已登记对“${nameToTell(object)}”的检查于${formatChineseDate(completedOn)}结束`;
  return {
    about: resultIdOf(id, department),
    kind: 'visit-ended' as const,
    department,
    resultId: resultIdOf(id, department),
    text: `${what}，本部门公示期限从该日起算。请录入本部门的检查结果；日期有误的，请申请更正检查完成日期。`,
  };
};
