import type { DepartmentCode } from '../../base/primitives.ts';
import { recordNames } from '../../base/record-names.ts';
import { yearOf } from '../../calendar/local-date.ts';
import type { DishonestyList } from '../../codes/dishonesty-lists.ts';
import type { CreditRecord } from '../../domain/credit/credit-record.ts';
import { isOpenEntry } from '../../domain/credit/entry-open.ts';
import { entryEnds } from '../../domain/credit/entry-term.ts';
import type { ListEntry } from '../../domain/credit/list-entry.ts';
import type { ListFile } from '../../domain/credit/list-file.ts';
import { recordEnds } from '../../domain/credit/record-ends.ts';
import type { Repair } from '../../domain/credit/repair.ts';
import { isOpenRepair } from '../../domain/credit/repair-open.ts';
import { undeterminedDay } from '../../domain/lead/lead-places.ts';
import type { Lookup, SanctionDecision } from '../../domain/lookup/lookup.ts';
import { listBy, oneList } from '../lists.ts';
import { defineRecord } from './define-record.ts';

const place = ({ suggestedOn, decision, id }: ListEntry) => `${suggestedOn ?? decision?.on}#${id}`;

/** Who is entered in which list, and why. The texts of partitions are stored: they must stay. */
export const creditRecords = {
  'list-entry': defineRecord({
    name: recordNames['list-entry'],
    table: 'workflow',
    schema: async () => (await import('../../domain/credit/list-entry.ts')).ListEntry,
    versions: false,
    lists: {
      /** What was ever decided about one subject, by the day of the decision. */
      ofSubject: listBy(
        'byParent',
        (code: string) => `list-entry-of#${code}`,
        (entry: ListEntry) =>
          entry.decision && entry.status !== 'not-listed'
            ? [entry.object.creditCode ?? entry.object.id, `${entry.decision.on}#${entry.id}`]
            : undefined,
      ),
      /** Those that wait for a decision, by the day they were proposed. */
      open: listBy(
        'byOwner',
        (department: DepartmentCode) => `list-entry-open#${department}`,
        (entry: ListEntry) => (isOpenEntry(entry) ? [entry.department, place(entry)] : undefined),
      ),
      /** By the day they were proposed. */
      ofDepartment: listBy(
        'byYear',
        (department: DepartmentCode) => `list-entry#${department}`,
        (entry: ListEntry) => (entry.outside ? undefined : [entry.department, place(entry)]),
      ),
      /** Those of a list that came by its files, whether or not they are on it. */
      outside: listBy(
        'byYear',
        (list: DishonestyList) => `list-entry-outside#${list}`,
        (entry: ListEntry) => (entry.outside ? [entry.list, entry.id] : undefined),
      ),
      /** Those off their list whose consequences are still being undone. */
      unwinding: oneList('byBox', 'list-entry#unwinding', (entry: ListEntry) =>
        entry.unwinding ? entry.id : undefined,
      ),
      /** Those that end by themselves, by the day on which they do. */
      ending: oneList('byBox', 'list-entry#ending', (entry: ListEntry) => {
        const ends = entryEnds(entry);
        return ends === undefined ? undefined : `${ends}#${entry.id}`;
      }),
    },
    exported: false,
  }),
  'credit-record': defineRecord({
    name: recordNames['credit-record'],
    table: 'workflow',
    schema: async () => (await import('../../domain/credit/credit-record.ts')).CreditRecord,
    versions: true,
    lists: {
      /** What is on record of one subject, by the number that it had then, by day. */
      ofSubject: listBy(
        'byParent',
        (number: string) => `credit-record-of#${number}`,
        (record: CreditRecord) => [record.subject.id, `${record.date}#${record.id}`],
      ),
      /** What a department has decided, by day. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `credit-record#${department}`,
        (record: CreditRecord) => [record.department, `${record.date}#${record.id}`],
      ),
      /** What last changed in a month (`YYYY-MM`). */
      changedIn: listBy(
        'byYear',
        (month: string) => `credit-record-changed#${month}`,
        (record: CreditRecord) => [record.changedOn.slice(0, 7), record.id],
      ),
      /** Those that end by themselves, by the day on which they do. */
      ending: oneList('byBox', 'credit-record#ending', (record: CreditRecord) => {
        const ends = recordEnds(record);
        return ends === undefined ? undefined : `${ends}#${record.id}`;
      }),
    },
    exported: {
      file: 'credit-records',
      in: 'ofDepartment',
      departments: (record) => [record.department],
      year: (record) => yearOf(record.date),
    },
  }),
  'class-source': defineRecord({
    name: recordNames['class-source'],
    table: 'workflow',
    schema: async () => (await import('../../domain/credit/class-source.ts')).ClassSourceHead,
    versions: false,
    lists: {},
    exported: false,
  }),
  'list-file': defineRecord({
    name: recordNames['list-file'],
    table: 'workflow',
    schema: async () => (await import('../../domain/credit/list-file.ts')).ListFile,
    versions: false,
    lists: {
      /** By when they were announced. */
      ofDepartment: listBy(
        'byYear',
        (department: DepartmentCode) => `list-file#${department}`,
        (file: ListFile) => [file.department, `${file.createdAt}#${file.id}`],
      ),
      /** Those with a job under way. */
      running: oneList('byParent', 'list-file#running', (file: ListFile) =>
        ['checking', 'applying', 'effective'].includes(file.status) ? file.createdAt : undefined,
      ),
      /** Those that wait for whoever uploads, or applies. */
      waiting: listBy(
        'byOwner',
        (department: DepartmentCode) => `list-file-waiting#${department}`,
        (file: ListFile) =>
          file.status === 'uploading' || file.status === 'checked' ? [file.department, file.createdAt] : undefined,
      ),
    },
    exported: false,
  }),
  /** Read by its id alone. */
  'list-file-part': defineRecord({
    name: recordNames['list-file-part'],
    table: 'workflow',
    schema: async () => (await import('../../domain/credit/list-file.ts')).ListFilePart,
    versions: false,
    lists: {},
    exported: false,
  }),
  repair: defineRecord({
    name: recordNames.repair,
    table: 'workflow',
    schema: async () => (await import('../../domain/credit/repair.ts')).Repair,
    versions: false,
    lists: {
      /** Those that are not decided, by the day by which; those of an unknown day, or that wait for papers, last. */
      open: listBy(
        'byOwner',
        (department: DepartmentCode) => `repair-open#${department}`,
        (repair: Repair) =>
          isOpenRepair(repair) ? [repair.department, `${repair.due ?? undeterminedDay}#${repair.id}`] : undefined,
      ),
      /** By the day they were filed. */
      ofDepartment: listBy(
        'byYear',
        (department: DepartmentCode) => `repair#${department}`,
        (repair: Repair) => [repair.department, `${repair.filedOn}#${repair.id}`],
      ),
      /** Of one subject, by the number that it had then, by the day they were filed. */
      ofSubject: listBy(
        'byParent',
        (number: string) => `repair-of#${number}`,
        (repair: Repair) => [repair.subject.id, `${repair.filedOn}#${repair.id}`],
      ),
    },
    exported: {
      file: 'repairs',
      in: 'ofDepartment',
      departments: (repair) => [repair.department],
      year: (repair) => yearOf(repair.filedOn),
    },
  }),
  /** One for each list, under its code. */
  'list-state': defineRecord({
    name: recordNames['list-state'],
    table: 'workflow',
    schema: async () => (await import('../../domain/credit/list-file.ts')).ListState,
    versions: false,
    lists: {},
    exported: false,
  }),
  lookup: defineRecord({
    name: recordNames.lookup,
    table: 'workflow',
    schema: async () => (await import('../../domain/lookup/lookup.ts')).Lookup,
    versions: false,
    lists: {
      /** By time. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `lookup#${department}`,
        (lookup: Lookup) => [lookup.department, `${lookup.at}#${lookup.id}`],
      ),
      /** Those of one subject, by time: it reads who looked it up. */
      ofSubject: listBy(
        'byParent',
        (code: string) => `lookup-of#${code}`,
        (lookup: Lookup) => [lookup.subject.code, `${lookup.at}#${lookup.id}`],
      ),
    },
    exported: {
      file: 'lookups',
      in: 'ofDepartment',
      departments: (lookup) => [lookup.department],
      year: (lookup) => yearOf(lookup.asOf),
    },
  }),
  'sanction-decision': defineRecord({
    name: recordNames['sanction-decision'],
    table: 'workflow',
    schema: async () => (await import('../../domain/lookup/lookup.ts')).SanctionDecision,
    versions: false,
    lists: {
      /** By day. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `sanction#${department}`,
        (decision: SanctionDecision) => [decision.department, `${decision.on}#${decision.id}`],
      ),
      /** Those whose ground is gone, by the day on which it went. */
      toLift: listBy(
        'byBox',
        (department: DepartmentCode) => `sanction-to-lift#${department}`,
        ({ status, groundGone, department, id }: SanctionDecision) =>
          status === 'recorded' && groundGone ? [department, `${groundGone.on}#${id}`] : undefined,
      ),
    },
    exported: {
      file: 'sanction-decisions',
      in: 'ofDepartment',
      departments: (decision) => [decision.department],
      year: (decision) => yearOf(decision.on),
    },
  }),
} as const;
