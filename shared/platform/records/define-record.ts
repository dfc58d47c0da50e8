import type * as z from 'zod';
import type { DepartmentCode } from '../../base/primitives.ts';
import type { RecordLists } from '../lists.ts';
import type { IndexName } from '../tables.ts';

/** The tables that hold records. */
export const recordTables = ['workflow', 'results', 'informants'] as const;
export type RecordTable = (typeof recordTables)[number];

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
  /** Loaded by the first record of the kind that is read or written: a step touches few kinds. */
  readonly schema: () => Promise<z.ZodType<T>>;
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
