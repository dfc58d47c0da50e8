import type { IndexList, Place } from '../platform/lists.ts';
import type { IndexName } from '../platform/tables.ts';
import type { PublicKind } from './public-document.ts';

type PublicIndex = IndexName<'public'>;

const list = <By, const Index extends PublicIndex>(
  index: Index,
  partition: (by: By) => string,
): IndexList<By, Index> => ({ index, partition });

/** Where the portal lists public documents. The texts of partitions are stored: they must stay. */
export const publicLists = {
  item: { ofDepartment: list('byList', (department: string) => `item#${department}`) },
  plan: { ofYear: list('byList', (year: string) => `plan#${year}`) },
  campaign: { ofYear: list('byList', (year: string) => `campaign#${year}`) },
  draw: { ofYear: list('byList', (year: string) => `draw#${year}`) },
  result: {
    /** By month of publication (`YYYY-MM`). */
    ofMonth: list('byList', (month: string) => `result#${month}`),
    ofDepartmentInMonth: list(
      'byList',
      ({ department, month }: { readonly department: string; readonly month: string }) =>
        `result#${department}#${month}`,
    ),
    ofCreditCode: list('byCode', (code: string) => `result#${code}`),
  },
  /** By day. */
  log: { all: list('byList', (_: undefined) => 'log') },
  calendar: { all: list('byList', (_: undefined) => 'calendar') },
} as const satisfies Partial<Record<PublicKind, Readonly<Record<string, IndexList<never, PublicIndex>>>>>;

export type PublicLists = typeof publicLists;

/** The place of a document in one list. */
export const placeIn = <By, Index extends PublicIndex>(
  { index, partition }: IndexList<By, Index>,
  by: By,
  sort: string,
): { readonly [I in Index]: Place } =>
  // The object has the one key that Index names.
  ({ [index]: [partition(by), sort] }) as unknown as { readonly [I in Index]: Place };
