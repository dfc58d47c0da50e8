import type * as z from 'zod';
import type { DepartmentCode } from '../base/primitives.ts';
import { recordNames } from '../base/record-names.ts';
import { searchForm } from '../base/typed-text.ts';
import { yearOf } from '../calendar/local-date.ts';
import { type Batch, inProcess, lastDayOf, owesList, StoredBatch } from '../domain/batch/batch.ts';
import { BatchKeyRecord, KeyUse } from '../domain/batch/batch-key.ts';
import { CalendarYear } from '../domain/calendar/calendar-year.ts';
import { CheckOrder, isOrderOpen } from '../domain/check/check-order.ts';
import { type AwaitedAct, awaitedAct } from '../domain/deadline/state.ts';
import { Sweep } from '../domain/deadline/sweep.ts';
import { RegistryExport } from '../domain/export/registry-export.ts';
import { FollowUp } from '../domain/follow-up/follow-up.ts';
import { followUpPlaces } from '../domain/follow-up/follow-up-places.ts';
import { hasJob, RegistryImport } from '../domain/import/registry-import.ts';
import { Informant } from '../domain/lead/informant.ts';
import { Lead } from '../domain/lead/lead.ts';
import { LeadDay } from '../domain/lead/lead-day.ts';
import { LeadImport } from '../domain/lead/lead-import.ts';
import { leadPlaces, undeterminedDay } from '../domain/lead/lead-places.ts';
import { type Inbox, inboxOf, type Notice, StoredNotice } from '../domain/notice/notice.ts';
import { isOpenObjection, Objection } from '../domain/objection/objection.ts';
import { Plan } from '../domain/plan/plan.ts';
import { RegistryChange } from '../domain/registry/registry-change.ts';
import { Rehearsal } from '../domain/rehearsal/rehearsal.ts';
import { InspectionResult } from '../domain/result/inspection-result.ts';
import { nextStop } from '../domain/result/shown-rows.ts';
import { CountySettings } from '../domain/setting/county-settings.ts';
import { ShareEntry } from '../domain/sharing/share-entry.ts';
import { awaitsHolder, ShareRequest } from '../domain/sharing/share-request.ts';
import { Task, Visit } from '../domain/visit/visit.ts';
import { WindowChange } from '../domain/visit/window-change.ts';
import { listBy, oneList, type RecordLists } from './lists.ts';
import type { IndexName } from './tables.ts';

/** The tables that hold records. */
export const recordTables = ['workflow', 'results', 'informants'] as const;
type RecordTable = (typeof recordTables)[number];

/** How a kind is handed over by `npm run ops export`. */
export interface Exported<T, Lists = RecordLists<T>> {
  /** The name of the file, without its ending. */
  readonly file: string;
  /** A list in which every record of the kind stands. */
  readonly in: keyof Lists & ('ofDepartment' | 'ofYear');
  /** The departments a record belongs to: all that take part in it. */
  readonly departments: (record: T) => readonly DepartmentCode[];
  readonly year: (record: T) => number;
}

/** How a kind stands in the one list of all its records. */
export interface Posted<T> {
  /** The order of the list, which rarely changes for a record: its place before stays behind, and is passed over. */
  readonly order: (record: T) => string;
  /** The fields that filters of the list ask for, so that what is not shown need not be read. */
  readonly asked: (record: T) => Readonly<Record<string, unknown>>;
}

/** All that the system knows of a kind of record. Every kind has a chain of audit events. */
export interface RecordDefinition<
  T,
  Table extends RecordTable = RecordTable,
  Lists = RecordLists<T, IndexName<Table>>,
> {
  /** What people call it. */
  readonly name: string;
  readonly table: Table;
  readonly schema: z.ZodType<T>;
  /** Keep every version readable beside the current one. */
  readonly versions: boolean;
  readonly lists: Lists;
  readonly exported: Exported<T, Lists> | false;
  /** Its place in the one list of all records of the kind, whoever's they are; absent where no list goes over departments. */
  readonly posted?: Posted<T>;
  /** The batch whose dispatch makes a staged row visible; until then no reader finds it. */
  readonly dispatchedWith?: (record: T) => string | undefined;
}

/** Ties the lists of a kind to its shape and to the indexes of its table: another index does not compile. */
export const defineRecord = <T, Table extends RecordTable, Lists extends RecordLists<T, IndexName<Table>>>(
  definition: RecordDefinition<T, Table, Lists>,
) => definition;

/** The kinds of record in the tables `workflow` and `results`. The texts of partitions are stored: they must stay. */
export const records = {
  plan: defineRecord({
    name: recordNames.plan,
    table: 'workflow',
    schema: Plan,
    versions: true,
    lists: {
      /** By year. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `plan#${department}`,
        (plan: Plan) => [plan.department, `${plan.year}#${plan.id}`],
      ),
    },
    posted: {
      /** By number, which begins with the year. */
      order: ({ number }) => number,
      asked: ({ department, departments, year, scope, status }) => ({ department, departments, year, scope, status }),
    },
    exported: {
      file: 'plans',
      in: 'ofDepartment',
      departments: (plan) => [plan.department, ...plan.departments],
      year: (plan) => plan.year,
    },
  }),
  rehearsal: defineRecord({
    name: recordNames.rehearsal,
    table: 'workflow',
    schema: Rehearsal,
    versions: false,
    lists: {
      /** Of the plan's entries and of all of it. */
      ofPlan: listBy(
        'byParent',
        (planId: string) => `rehearsal#${planId}`,
        (rehearsal: Rehearsal) => [rehearsal.planId, rehearsal.id],
      ),
      /** Those at work, by when they were asked for. */
      running: oneList('byOwner', 'rehearsal#running', ({ status, requestedAt }: Rehearsal) =>
        status === 'running' ? requestedAt : undefined,
      ),
    },
    exported: false,
  }),
  batch: defineRecord({
    name: recordNames.batch,
    table: 'workflow',
    schema: StoredBatch,
    versions: false,
    lists: {
      /** By time. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `batch#${department}`,
        (batch: Batch) => [batch.department, batch.frozenAt],
      ),
      /** Those whose list waits for the end of their window, by that day. */
      owingList: oneList('byParent', 'batch#list-owed', (batch: Batch) =>
        owesList(batch) ? `${lastDayOf(batch)}#${batch.id}` : undefined,
      ),
      /** Those that the process has to carry on, by when they were committed or, while they are frozen, begun. */
      inProcess: oneList('byYear', 'batch#in-process', (batch: Batch) =>
        inProcess(batch) ? `${batch.committedAt ?? batch.frozenAt}#${batch.id}` : undefined,
      ),
    },
    posted: {
      order: ({ frozenAt }) => frozenAt,
      asked: ({ department, readers, status }) => ({ department, readers, status }),
    },
    exported: {
      file: 'batches',
      in: 'ofDepartment',
      departments: (batch) => [batch.department, ...batch.departments],
      year: (batch) => yearOf(batch.window.from),
    },
  }),
  /** Under the id of its batch; never exported with the records. */
  'batch-key': defineRecord({
    name: recordNames['batch-key'],
    table: 'workflow',
    schema: BatchKeyRecord,
    versions: false,
    lists: {},
    exported: false,
  }),
  'key-use': defineRecord({
    name: recordNames['key-use'],
    table: 'workflow',
    schema: KeyUse,
    versions: false,
    lists: {
      /** By time. */
      ofBatch: listBy(
        'byParent',
        (batchId: string) => `key-use#${batchId}`,
        (use: KeyUse) => [use.batchId, `${use.at}#${use.id}`],
      ),
    },
    exported: false,
  }),
  task: defineRecord({
    name: recordNames.task,
    table: 'workflow',
    schema: Task,
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
    schema: Visit,
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
    schema: WindowChange,
    versions: false,
    lists: {
      /** By when they were published. */
      open: oneList('byParent', 'window-change#open', ({ done, publishedAt, id }: WindowChange) =>
        done ? undefined : `${publishedAt}#${id}`,
      ),
    },
    exported: false,
  }),
  'registry-change': defineRecord({
    name: recordNames['registry-change'],
    table: 'workflow',
    schema: RegistryChange,
    versions: false,
    lists: {
      /** Of the department that asks, by time. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `registry-change#${department}`,
        (change: RegistryChange) => [change.department, `${change.requestedAt}#${change.id}`],
      ),
      /** Those that wait, by when they lapse. */
      pending: oneList('byParent', 'registry-change#pending', (change: RegistryChange) =>
        change.status === 'pending' ? `${change.until}#${change.id}` : undefined,
      ),
    },
    exported: false,
  }),
  import: defineRecord({
    name: recordNames.import,
    table: 'workflow',
    schema: RegistryImport,
    versions: false,
    lists: {
      /** By time. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `import#${department}`,
        (entry: RegistryImport) => [entry.department, entry.createdAt],
      ),
      /** Those with a job under way, by when they were announced. */
      underWay: oneList('byParent', 'import#under-way', (entry: RegistryImport) =>
        hasJob(entry.status) ? entry.createdAt : undefined,
      ),
      /** Those whose file nobody has had checked yet, by when they were announced. */
      announced: oneList('byParent', 'import#announced', (entry: RegistryImport) =>
        entry.status === 'uploading' ? entry.createdAt : undefined,
      ),
      /** Those that wait to be activated, by when they were announced. */
      staged: oneList('byParent', 'import#staged', (entry: RegistryImport) =>
        entry.status === 'staged' ? entry.createdAt : undefined,
      ),
    },
    exported: false,
  }),
  export: defineRecord({
    name: recordNames.export,
    table: 'workflow',
    schema: RegistryExport,
    versions: false,
    lists: {
      /** By time. */
      ofPerson: listBy(
        'byOwner',
        (person: string) => `export#${person}`,
        (entry: RegistryExport) => [entry.requestedBy, entry.requestedAt],
      ),
      /** Those with a job under way, by when they were asked for. */
      running: oneList('byParent', 'export#running', (entry: RegistryExport) =>
        entry.status === 'running' ? entry.requestedAt : undefined,
      ),
    },
    exported: false,
  }),
  notice: defineRecord({
    name: recordNames.notice,
    table: 'workflow',
    schema: StoredNotice,
    versions: false,
    lists: {
      /** By day. */
      ofInbox: listBy(
        'byOwner',
        (inbox: Inbox) => `notice#${inbox}`,
        (notice: Notice) => [inboxOf(notice), `${notice.day}#${notice.id}`],
      ),
      /** What is still to be sent, by when it was claimed. */
      pending: oneList('byParent', 'notice#pending', (notice: Notice) =>
        notice.delivery === 'pending' ? notice.claimedAt : undefined,
      ),
    },
    exported: false,
  }),
  /** The last run of a sweeping job that went through; read by its id. */
  sweep: defineRecord({
    name: '到期巡查',
    table: 'workflow',
    schema: Sweep,
    versions: false,
    lists: {},
    exported: false,
  }),
  lead: defineRecord({
    name: recordNames.lead,
    table: 'workflow',
    schema: Lead,
    versions: false,
    lists: {
      /** Those that wait for somebody, by the day by which; those of an unknown day last. */
      open: listBy('byOwner', (department: DepartmentCode) => `lead-open#${department}`, leadPlaces.open),
      /** By number. */
      ofDepartment: listBy('byYear', (department: DepartmentCode) => `lead#${department}`, leadPlaces.ofDepartment),
      /** Of one department about one object or subject, by the day they came in. */
      about: listBy('byParent', (about: string) => `lead-about#${about}`, leadPlaces.about),
    },
    exported: {
      file: 'leads',
      in: 'ofDepartment',
      departments: (lead) => [lead.department],
      year: (lead) => yearOf(lead.registeredOn),
    },
  }),
  'follow-up': defineRecord({
    name: recordNames['follow-up'],
    table: 'workflow',
    schema: FollowUp,
    versions: false,
    lists: {
      /** Those that wait for somebody, by whose box and the day by which; those of an unknown day last. */
      waiting: listBy('byOwner', (box: string) => `follow-up-waiting#${box}`, followUpPlaces.waiting),
      /** The open ones of a sender, by the day by which its receiver acts. */
      sent: listBy('byParent', (sender: DepartmentCode) => `follow-up-sent#${sender}`, followUpPlaces.sent),
      /** The closed and cancelled ones of a sender, by when they ended. */
      ended: listBy('byParent', (sender: DepartmentCode) => `follow-up-ended#${sender}`, followUpPlaces.ended),
      /** By the day they were opened. */
      ofObject: listBy('byYear', (objectId: string) => `follow-up-of#${objectId}`, followUpPlaces.ofObject),
    },
    exported: false,
  }),
  'check-order': defineRecord({
    name: recordNames['check-order'],
    table: 'workflow',
    schema: CheckOrder,
    versions: true,
    lists: {
      /** Those that wait for somebody: for an approval after the fact by its last day, else by when they were written. */
      open: listBy(
        'byOwner',
        (department: DepartmentCode) => `check-order-open#${department}`,
        (order: CheckOrder) =>
          isOrderOpen(order) ? [order.department, `${order.urgency?.due ?? order.requestedAt}#${order.id}`] : undefined,
      ),
      /** By when they were written. */
      ofDepartment: listBy(
        'byYear',
        (department: DepartmentCode) => `check-order#${department}`,
        (order: CheckOrder) => [order.department, `${order.requestedAt}#${order.id}`],
      ),
    },
    exported: {
      file: 'check-orders',
      in: 'ofDepartment',
      departments: (order) => [order.department],
      year: (order) => yearOf(order.window.from),
    },
  }),
  objection: defineRecord({
    name: recordNames.objection,
    table: 'workflow',
    schema: Objection,
    versions: false,
    lists: {
      /** Those that wait for a decision, by the day by which; those of an unknown day last. */
      open: listBy(
        'byOwner',
        (department: DepartmentCode) => `objection-open#${department}`,
        (objection: Objection) =>
          isOpenObjection(objection)
            ? [objection.department, `${objection.due ?? undeterminedDay}#${objection.id}`]
            : undefined,
      ),
      /** By the day they were filed. */
      ofDepartment: listBy(
        'byYear',
        (department: DepartmentCode) => `objection#${department}`,
        (objection: Objection) => [objection.department, `${objection.filedOn}#${objection.id}`],
      ),
    },
    exported: {
      file: 'objections',
      in: 'ofDepartment',
      departments: (objection) => [objection.department],
      year: (objection) => yearOf(objection.filedOn),
    },
  }),
  'share-entry': defineRecord({
    name: recordNames['share-entry'],
    table: 'workflow',
    schema: ShareEntry,
    versions: true,
    lists: {
      /** What stands in the catalogue, by title. */
      listed: listBy(
        'byOwner',
        (holder: DepartmentCode) => `share-entry#${holder}`,
        (entry: ShareEntry) => (entry.status === 'listed' ? [entry.holder, `${entry.title}#${entry.id}`] : undefined),
      ),
    },
    exported: false,
  }),
  'share-request': defineRecord({
    name: recordNames['share-request'],
    table: 'workflow',
    schema: ShareRequest,
    versions: false,
    lists: {
      /** Those that wait for the holder, by the day by which; those of an unknown day last. */
      waiting: listBy(
        'byOwner',
        (holder: DepartmentCode) => `share-waiting#${holder}`,
        (request: ShareRequest) =>
          awaitsHolder(request) ? [request.holder, `${request.due ?? undeterminedDay}#${request.id}`] : undefined,
      ),
      /** By the day they were filed. */
      ofHolder: listBy(
        'byYear',
        (holder: DepartmentCode) => `share-request#${holder}`,
        (request: ShareRequest) => [request.holder, `${request.filedOn}#${request.id}`],
      ),
      ofAsker: listBy(
        'byParent',
        (asker: DepartmentCode) => `share-asked#${asker}`,
        (request: ShareRequest) => [request.asker, `${request.filedOn}#${request.id}`],
      ),
    },
    exported: false,
  }),
  /** How far the leads of a day are numbered. */
  'lead-day': defineRecord({
    name: recordNames['lead-day'],
    table: 'workflow',
    schema: LeadDay,
    versions: false,
    lists: {},
    exported: false,
  }),
  'lead-import': defineRecord({
    name: recordNames['lead-import'],
    table: 'workflow',
    schema: LeadImport,
    versions: false,
    lists: {
      /** Those with a job under way, by when they were announced. */
      running: oneList('byParent', 'lead-import#running', (entry: LeadImport) =>
        entry.status === 'running' ? entry.createdAt : undefined,
      ),
    },
    exported: false,
  }),
  /** Read by its id alone, through its lead. */
  informant: defineRecord({
    name: recordNames.informant,
    table: 'informants',
    schema: Informant,
    versions: false,
    lists: {},
    exported: false,
  }),
  /** One record, with every figure that the county has fixed. */
  settings: defineRecord({
    name: recordNames.settings,
    table: 'workflow',
    schema: CountySettings,
    versions: true,
    lists: {},
    exported: false,
  }),
  calendar: defineRecord({
    name: recordNames.calendar,
    table: 'workflow',
    schema: CalendarYear,
    versions: true,
    lists: { loaded: oneList('byParent', 'calendar', ({ year }: CalendarYear) => String(year)) },
    exported: false,
  }),
  result: defineRecord({
    name: recordNames.result,
    table: 'results',
    schema: InspectionResult,
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
} as const;

/** The place of a result under `by` while it waits for one act. */
function awaiting<const By>(result: InspectionResult, act: AwaitedAct, by: By): readonly [By, string] | undefined {
  const awaited = awaitedAct(result);
  return awaited?.act === act ? [by, `${awaited.day}#${result.id}`] : undefined;
}

export type RecordKind = keyof typeof records;
export type RecordOf<K extends RecordKind> = z.infer<(typeof records)[K]['schema']>;
export type ListsOf<K extends RecordKind> = (typeof records)[K]['lists'];

export const recordKinds = Object.keys(records) as readonly RecordKind[];

/** The definition of a kind; TypeScript cannot see that a generic kind picks one member of the table. */
export const definitionOf = <K extends RecordKind>(kind: K) =>
  records[kind] as unknown as RecordDefinition<RecordOf<K>, RecordTable, RecordLists<RecordOf<K>>>;
