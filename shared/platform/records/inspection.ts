import type { DepartmentCode } from '../../base/primitives.ts';
import { recordNames } from '../../base/record-names.ts';
import { searchForm } from '../../base/typed-text.ts';
import { yearOf } from '../../calendar/local-date.ts';
import { type AwaitedAct, awaitedAct } from '../../domain/deadline/awaited-act.ts';
import { undeterminedDay } from '../../domain/lead/lead-places.ts';
import type { RecognisableItem } from '../../domain/recognition/recognisable.ts';
import type { Recognition } from '../../domain/recognition/recognition.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { nextStop } from '../../domain/result/shown-rows.ts';
import { type ResultStage, waitingStage } from '../../domain/result/waiting-stage.ts';
import type { Task, Visit } from '../../domain/visit/visit.ts';
import type { WindowChange } from '../../domain/visit/window-change.ts';
import { listBy, oneList } from '../lists.ts';
import { defineRecord } from './define-record.ts';

/** What a draw or an order sends out, and what is found. The texts of partitions are stored: they must stay. */
export const inspectionRecords = {
  task: defineRecord({
    name: recordNames.task,
    table: 'workflow',
    schema: async () => (await import('../../domain/visit/visit.ts')).Task,
    versions: false,
    lists: {
      /** By number. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `task#${department}`,
        (task: Task) => [task.department, task.number],
      ),
      ofBatch: listBy(
        'byParent',
        (batchId: string) => `task#${batchId}`,
        (task: Task) => (task.batchId === undefined ? undefined : [task.batchId, task.id]),
      ),
    },
    posted: {
      order: ({ number }) => number,
      asked: ({ department, departments, status }) => ({ department, departments, status }),
    },
    exported: {
      file: 'tasks',
      in: 'ofDepartment',
      departments: (task) => [task.department, ...task.departments],
      year: (task) => yearOf(task.window.from),
    },
  }),
  visit: defineRecord({
    name: recordNames.visit,
    table: 'workflow',
    schema: async () => (await import('../../domain/visit/visit.ts')).Visit,
    versions: false,
    lists: {
      ofBatch: listBy(
        'byParent',
        (batchId: string) => `visit#${batchId}`,
        (visit: Visit) => (visit.batchId === undefined ? undefined : [visit.batchId, visit.object.id]),
      ),
      /** All checks of a year by object, for the frequency guard (R9). */
      ofYear: listBy(
        'byYear',
        (year: number) => `visit#${year}`,
        (visit: Visit) => [visit.year, `${visit.object.id}#${visit.id}`],
      ),
    },
    /** By the object whose it is: one list of all, with whatever a search of an object goes by. */
    posted: {
      order: ({ dispatchedAt }) => dispatchedAt,
      asked: ({ object, departments, lead, batchId, year }) => ({
        name: searchForm(object.name),
        code: object.id.toUpperCase(),
        ...(object.creditCode !== undefined && { creditCode: object.creditCode }),
        ...(batchId !== undefined && { batchId }),
        ...{ departments, lead, year },
      }),
    },
    exported: {
      file: 'visits',
      in: 'ofYear',
      departments: (visit) => visit.departments,
      year: (visit) => visit.year,
    },
    dispatchedWith: ({ batchId }) => batchId,
  }),
  /** Changes of windows that adjusted plans bring to visits already drawn. */
  'window-change': defineRecord({
    name: recordNames['window-change'],
    table: 'workflow',
    schema: async () => (await import('../../domain/visit/window-change.ts')).WindowChange,
    versions: false,
    lists: {
      /** By when they were published. */
      open: oneList('byParent', 'window-change#open', ({ done, publishedAt, id }: WindowChange) =>
        done ? undefined : `${publishedAt}#${id}`,
      ),
    },
    exported: false,
  }),
  result: defineRecord({
    name: recordNames.result,
    table: 'results',
    schema: async () => (await import('../../domain/result/inspection-result.ts')).InspectionResult,
    versions: true,
    lists: {
      /** By visit. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `result#${department}`,
        (result: InspectionResult) => [result.department, result.id],
      ),
      ofBatch: listBy(
        'byParent',
        (batchId: string) => `result#${batchId}`,
        (result: InspectionResult) => (result.batchId === undefined ? undefined : [result.batchId, result.id]),
      ),
      /** By the day their deadline began to run, for figures of a period. */
      begun: listBy(
        'byDayZero',
        (department: DepartmentCode) => `result#${department}`,
        ({ department, day0, id }: InspectionResult) =>
          day0 === undefined ? undefined : [department, `${day0}#${id}`],
      ),
      /** What is to be published: by deadline, or by day 0 while the calendar does not say the deadline. */
      open: listBy(
        'byDue',
        (open: 'due' | 'undetermined') => open,
        (result: InspectionResult) =>
          awaiting(result, 'publication', 'due') ?? awaiting(result, 'calendar', 'undetermined'),
      ),
      /** What has no day 0 and is to be inspected, by the last day for it. */
      toInspect: listBy(
        'byDue',
        (department: DepartmentCode) => `to-inspect#${department}`,
        (result: InspectionResult) => awaiting(result, 'inspection', result.department),
      ),
      /** What has no day 0 and is to be submitted, by the day of inspection. */
      toSubmit: listBy(
        'byDue',
        (department: DepartmentCode) => `to-submit#${department}`,
        (result: InspectionResult) => awaiting(result, 'submission', result.department),
      ),
      /** What waits for a step in its department, by `step#department` and deadline; without one, after all others. */
      waiting: listBy('byBox', (box: `${ResultStage}#${DepartmentCode}`) => `result-${box}`, waitingPlace),
      /** What is public and will stop being so by itself, by the day on which its next row does (R99). */
      toStop: oneList('byDue', 'to-stop', (result: InspectionResult) => {
        const day = awaitedAct(result) ? undefined : nextStop(result);
        return day && `${day}#${result.id}`;
      }),
    },
    exported: {
      file: 'results',
      in: 'ofDepartment',
      departments: (result) => [result.department],
      year: (result) => yearOf(result.inspectBy),
    },
    dispatchedWith: ({ batchId }) => batchId,
  }),
  recognition: defineRecord({
    name: recordNames.recognition,
    table: 'workflow',
    schema: async () => (await import('../../domain/recognition/recognition.ts')).Recognition,
    versions: false,
    lists: {
      /** Those that are to be looked at again, by the day by which; those of an unknown day last. */
      toReExamine: listBy(
        'byOwner',
        (department: DepartmentCode) => `recognition-review#${department}`,
        (recognition: Recognition) =>
          recognition.status === 'to-re-examine'
            ? [recognition.department, `${recognition.due ?? undeterminedDay}#${recognition.id}`]
            : undefined,
      ),
      /** By the day they were made. */
      ofDepartment: listBy(
        'byYear',
        (department: DepartmentCode) => `recognition#${department}`,
        (recognition: Recognition) => [recognition.department, `${recognition.recognisedOn}#${recognition.id}`],
      ),
      /** Of a department's conclusions by others, by the day they were made. */
      ofSource: listBy(
        'byParent',
        (source: DepartmentCode) => `recognition-of#${source}`,
        (recognition: Recognition) => [recognition.source, `${recognition.recognisedOn}#${recognition.id}`],
      ),
    },
    exported: {
      file: 'recognitions',
      in: 'ofDepartment',
      departments: (recognition) => [recognition.department, recognition.source],
      year: (recognition) => yearOf(recognition.recognisedOn),
    },
  }),
  'recognisable-item': defineRecord({
    name: recordNames['recognisable-item'],
    table: 'workflow',
    schema: async () => (await import('../../domain/recognition/recognisable.ts')).RecognisableItem,
    versions: false,
    lists: {
      /** By item. */
      all: oneList('byParent', 'recognisable-item', ({ id }: RecognisableItem) => id),
    },
    exported: false,
  }),
} as const;

/** The place of a result under `by` while it waits for one act. */
function awaiting<const By>(result: InspectionResult, act: AwaitedAct, by: By): readonly [By, string] | undefined {
  const awaited = awaitedAct(result);
  return awaited?.act === act ? [by, `${awaited.day}#${result.id}`] : undefined;
}

/** Where a result stands while it waits for a step in its department. */
function waitingPlace(result: InspectionResult): readonly [`${ResultStage}#${DepartmentCode}`, string] | undefined {
  const stage = waitingStage(result);
  return stage && [`${stage}#${result.department}`, `${result.deadline ?? undeterminedDay}#${result.id}`];
}
