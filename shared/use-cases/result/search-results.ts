import { DepartmentCode } from '../../base/primitives.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { resultIdOf } from '../../domain/visit/visit-ids.ts';
import type { Page, PagePosition, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import { type SearchedVisits, searchVisits } from '../visit/search-visits.ts';
import { resultBeside } from './effective.ts';

/**
 * A page of the results of visits whose object is meant, as they stand, in three requests. They are found through the
 * visits, of which one posting each is kept; `of` says whose results of a visit are asked for.
 */
export async function searchResults(
  records: Records,
  asked: SearchedVisits,
  of: (department: DepartmentCode) => boolean,
  { limit, from }: PageRequest,
): Promise<Page<Stored<InspectionResult>>> {
  const { skip = 0, ...place } = from ?? {};
  const base: PagePosition | undefined = 'pk' in place ? place : undefined;
  const found = await searchVisits(records, asked, { limit, ...(base && { from: base }) });
  const owed = found.postings
    .flatMap(({ id, asked: { departments } }, posting) =>
      DepartmentCode.array()
        .parse(departments)
        .filter(of)
        .map((department, at) => ({ id: resultIdOf(id, department), posting, at })),
    )
    .slice(Number(skip));
  const page = owed.slice(0, limit);
  const results = await records.findEach(
    'result',
    page.map(({ id }) => id),
  );
  const items = page.flatMap(({ id }) => results.get(id) ?? []).map((result) => resultBeside(result, found.voided));
  const rest = owed[limit];
  if (!rest) return { items, ...(found.next && { next: found.next }) };
  // A visit has a result of each of its departments: the next page begins within it.
  const before = rest.posting === 0 ? base : found.postings[rest.posting - 1]?.place;
  return { items, next: { ...before, skip: rest.at } };
}
