import type { DepartmentCode } from '../../base/primitives.ts';
import { searchForm, tidyCode } from '../../base/typed-text.ts';
import type { ObjectSnapshot } from '../../domain/visit/visit.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Posting, Records } from '../ports/records.ts';
import { sharedWith } from '../shared-records.ts';

/** What an object is searched by in the lists of visits and results: a part of its name, the beginning of its number or credit code. */
export interface ObjectSearch {
  readonly name?: string | undefined;
  readonly code?: string | undefined;
}

export const isSearch = ({ name, code }: ObjectSearch): boolean => name !== undefined || code !== undefined;

/** Of visits to the objects that are meant. */
export interface SearchedVisits extends ObjectSearch {
  readonly batchId?: string | undefined;
  readonly year?: number | undefined;
  /** Those to which it goes; absent: of whatever departments. */
  readonly department?: DepartmentCode | undefined;
  /** R14: those that it leads or takes part in; absent: all. */
  readonly reader?: DepartmentCode | undefined;
}

export interface FoundVisits {
  readonly postings: readonly Posting[];
  /** Ids of their batches that are voided. */
  readonly voided: ReadonlySet<string>;
  readonly next?: Page<Posting>['next'];
}

/**
 * A page of the visits whose object is meant, the newest dispatch first, with their batches: two requests. Whoever reads
 * the records judges them: what a posting says may be of before.
 */
export async function searchVisits(
  records: Records,
  { name, code, batchId, year, department, reader }: SearchedVisits,
  page: PageRequest,
): Promise<FoundVisits> {
  const typed = code === undefined ? '' : tidyCode(code).toUpperCase();
  const where: Match[] = [
    ...(name === undefined ? [] : [{ field: 'name', contains: searchForm(name) }]),
    ...(code === undefined ? [] : [{ anyOf: ['code', 'creditCode'].map((field) => ({ field, startsWith: typed })) }]),
    ...(batchId === undefined ? [] : [{ field: 'batchId', equals: batchId }]),
    ...(year === undefined ? [] : [{ field: 'year', equals: year }]),
    ...(department === undefined ? [] : [{ field: 'departments', contains: department }]),
    ...(reader === undefined ? [] : [sharedWith(reader, { owner: 'lead' })]),
  ];
  const { items, next } = await records.postings({ kind: 'visit', where, page });
  const drawn = items.flatMap(({ asked }) => (typeof asked['batchId'] === 'string' ? [asked['batchId']] : []));
  const batches = await records.findEach('batch', drawn);
  const voided = [...batches].flatMap(([id, { value }]) => (value.status === 'voided' ? [id] : []));
  return { postings: items, voided: new Set(voided), ...(next && { next }) };
}

/** Whether an object is meant, as a record says it. */
export function isMeant({ name, id, creditCode }: ObjectSnapshot, asked: ObjectSearch): boolean {
  const typed = asked.code === undefined ? '' : tidyCode(asked.code).toUpperCase();
  return (
    (asked.name === undefined || searchForm(name).includes(searchForm(asked.name))) &&
    [id, creditCode ?? ''].some((own) => own.toUpperCase().startsWith(typed))
  );
}
