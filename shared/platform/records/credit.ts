import type { DepartmentCode } from '../../base/primitives.ts';
import { recordNames } from '../../base/record-names.ts';
import { isOpenEntry } from '../../domain/credit/entry-open.ts';
import type { ListEntry } from '../../domain/credit/list-entry.ts';
import { listBy } from '../lists.ts';
import { defineRecord } from './define-record.ts';

const place = ({ suggestedOn, id }: ListEntry) => `${suggestedOn}#${id}`;

/** Who is entered in which list, and why. The texts of partitions are stored: they must stay. */
export const creditRecords = {
  'list-entry': defineRecord({
    name: recordNames['list-entry'],
    table: 'workflow',
    schema: async () => (await import('../../domain/credit/list-entry.ts')).ListEntry,
    versions: false,
    lists: {
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
        (entry: ListEntry) => [entry.department, place(entry)],
      ),
    },
    exported: false,
  }),
} as const;
