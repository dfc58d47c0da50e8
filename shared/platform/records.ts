import type * as z from 'zod';
import type { RecordLists } from './lists.ts';
import { caseworkRecords } from './records/casework.ts';
import type { RecordDefinition, RecordTable } from './records/define-record.ts';
import { inspectionRecords } from './records/inspection.ts';
import { officeRecords } from './records/office.ts';
import { planningRecords } from './records/planning.ts';
import { registryRecords } from './records/registry.ts';

/** Every kind of record, by the name under which it is stored. */
export const records = {
  ...planningRecords,
  ...inspectionRecords,
  ...registryRecords,
  ...caseworkRecords,
  ...officeRecords,
} as const;

export type RecordKind = keyof typeof records;
export type RecordOf<K extends RecordKind> = z.infer<Awaited<ReturnType<(typeof records)[K]['schema']>>>;
export type ListsOf<K extends RecordKind> = (typeof records)[K]['lists'];

export const recordKinds = Object.keys(records) as readonly RecordKind[];

/** The definition of a kind; TypeScript cannot see that a generic kind picks one member of the table. */
export const definitionOf = <K extends RecordKind>(kind: K) =>
  records[kind] as unknown as RecordDefinition<RecordOf<K>, RecordTable, RecordLists<RecordOf<K>>>;
