import type * as z from 'zod';
import { type Batch, inProcess, owesList, StoredBatch } from '../domain/batch/batch.ts';
import { CalendarYear } from '../domain/calendar/calendar-year.ts';
import { dueKeyOf } from '../domain/deadline/state.ts';
import { Sweep } from '../domain/deadline/sweep.ts';
import { hasJob, RegistryImport } from '../domain/import/registry-import.ts';
import { inboxOf, Notice } from '../domain/notice/notice.ts';
import { Plan } from '../domain/plan/plan.ts';
import { Rehearsal } from '../domain/rehearsal/rehearsal.ts';
import { InspectionResult } from '../domain/result/inspection-result.ts';
import { Task, Visit } from '../domain/visit/visit.ts';
import { type IndexName, type TableName, tables } from './tables.ts';

/** A place in an index: partition and sort key. */
export type Place = readonly [partition: string, sort: string];

export interface RecordDefinition<T> {
  readonly table: 'workflow' | 'results';
  readonly schema: z.ZodType<T>;
  /** Keep every version readable beside the current one. */
  readonly versions: boolean;
  /** Where the record is listed; an absent index leaves it out (sparse). */
  readonly places: (record: T) => Partial<Record<'byOwner' | 'byParent' | 'byYear' | 'byDue' | 'byDayZero', Place>>;
  /** The batch whose dispatch makes a staged row visible; until then no reader finds it. */
  readonly dispatchedWith?: (record: T) => string;
}

const define = <T>(definition: RecordDefinition<T>) => definition;

/** The records of the workflow and results tables: their shape, where they lie, and how they are listed. */
export const records = {
  /** byOwner: a department's plans by year. */
  plan: define({
    table: 'workflow',
    schema: Plan,
    versions: true,
    places: (plan: Plan) => ({ byOwner: [`plan#${plan.department}`, `${plan.year}#${plan.id}`] }),
  }),
  /** byParent: the rehearsals of a plan, of its entries and of all of it. */
  rehearsal: define({
    table: 'workflow',
    schema: Rehearsal,
    versions: false,
    places: (rehearsal: Rehearsal) => ({ byParent: [`rehearsal#${rehearsal.planId}`, rehearsal.id] }),
  }),
  /**
   * byOwner: a department's batches by time; byParent: those whose list waits for the end of their window, by that day;
   * byYear: those that the process has to carry on, by when they were committed or, while they are frozen, begun.
   */
  batch: define({
    table: 'workflow',
    schema: StoredBatch,
    versions: false,
    places: (batch: Batch) => ({
      byOwner: [`batch#${batch.department}`, batch.frozenAt],
      ...(owesList(batch) && { byParent: ['batch#list-owed', `${batch.window.to}#${batch.id}`] as const }),
      ...(inProcess(batch) && {
        byYear: ['batch#in-process', `${batch.committedAt ?? batch.frozenAt}#${batch.id}`] as const,
      }),
    }),
  }),
  /** byOwner: a department's tasks by number; byParent: the tasks of a batch. */
  task: define({
    table: 'workflow',
    schema: Task,
    versions: false,
    places: (task: Task) => ({
      byOwner: [`task#${task.department}`, task.number],
      byParent: [`task#${task.batchId}`, task.id],
    }),
  }),
  /** byParent: the visits of a batch; byYear: all checks of a year by object, for the frequency guard (R9). */
  visit: define({
    table: 'workflow',
    schema: Visit,
    versions: false,
    places: (visit: Visit) => ({
      byParent: [`visit#${visit.batchId}`, visit.object.id],
      byYear: [`visit#${visit.year}`, `${visit.object.id}#${visit.id}`],
    }),
    dispatchedWith: ({ batchId }: Visit) => batchId,
  }),
  /** byOwner: a department's imports by time; byParent: those with a job under way, by when they were announced. */
  import: define({
    table: 'workflow',
    schema: RegistryImport,
    versions: false,
    places: (entry: RegistryImport) => ({
      byOwner: [`import#${entry.department}`, entry.createdAt],
      ...(hasJob(entry.status) && { byParent: ['import#under-way', entry.createdAt] as const }),
      ...(entry.status === 'staged' && { byParent: ['import#staged', entry.createdAt] as const }),
    }),
  }),
  /** byOwner: an inbox by day; byParent: what is still to be sent, by when it was claimed. */
  notice: define({
    table: 'workflow',
    schema: Notice,
    versions: false,
    places: (notice: Notice) => ({
      byOwner: [`notice#${inboxOf(notice)}`, `${notice.day}#${notice.id}`],
      ...(notice.delivery === 'pending' && { byParent: ['notice#pending', notice.claimedAt] as const }),
    }),
  }),
  /** The last run of a sweeping job that went through; read by its id. */
  sweep: define({ table: 'workflow', schema: Sweep, versions: false, places: (_: Sweep) => ({}) }),
  /** byParent: every loaded year. */
  calendar: define({
    table: 'workflow',
    schema: CalendarYear,
    versions: true,
    places: (calendar: CalendarYear) => ({ byParent: ['calendar', String(calendar.year)] }),
  }),
  /**
   * byOwner: a department's results by visit; byParent: the results of a visit's batch; byDue: what is open, by
   * deadline, and what has no day 0 yet, by the day it is awaited from; byDayZero: a department's results by the day their deadline began to run, for figures of a period.
   */
  result: define({
    table: 'results',
    schema: InspectionResult,
    versions: true,
    places: (result: InspectionResult) => ({
      byOwner: [`result#${result.department}`, result.id],
      byParent: [`result#${result.batchId}`, result.id],
      ...(result.day0 !== undefined && {
        byDayZero: [`result#${result.department}`, `${result.day0}#${result.id}`] as const,
      }),
      ...duePlace(result),
    }),
    dispatchedWith: ({ batchId }: InspectionResult) => batchId,
  }),
} as const;

function duePlace(result: InspectionResult): { readonly byDue?: Place } {
  const key = dueKeyOf(result);
  return key ? { byDue: [key.partition, `${key.day}#${result.id}`] } : {};
}

export type RecordKind = keyof typeof records;
export type RecordOf<K extends RecordKind> = z.infer<(typeof records)[K]['schema']>;

/** The key attributes under which an index lists a place. */
export function placeAttributes(
  table: TableName,
  places: Readonly<Partial<Record<string, Place>>>,
): Record<string, string> {
  const indexes: Readonly<Record<string, { partition: string; sort: string }>> = tables[table].indexes;
  return Object.fromEntries(
    Object.entries(places).flatMap(([name, place]) => {
      const index = indexes[name];
      if (!index || !place) return [];
      return [
        [index.partition, place[0]],
        [index.sort, place[1]],
      ];
    }),
  );
}

export type { IndexName };
