import type { DepartmentCode } from '../base/primitives.ts';
import type { Match, Page, PageRequest } from './ports/paging.ts';

/** R14: of records with an owner and participants, those that one department owns or takes part in. */
export const sharedWith = (
  department: DepartmentCode,
  { owner = 'department', participants = 'departments' } = {},
): Match => ({
  anyOf: [
    { field: owner, equals: department },
    { field: participants, contains: department },
  ],
});

/** How often a page is filled up from a list of which little is kept; it is then short, with a place to go on. */
const mostReads = 10;

/** A page of those that `keep` lets through, where the database cannot tell: read on until the page is full. */
export async function keptPage<T, U>(
  list: (page: PageRequest) => Promise<Page<T>>,
  keep: (items: readonly T[]) => Promise<readonly U[]>,
  { limit, from }: PageRequest,
): Promise<Page<U>> {
  const items: U[] = [];
  let next = from;
  for (let reads = 0; reads < mostReads; reads += 1) {
    const wanted = limit - items.length;
    const page = await list({ limit: wanted, ...(next && { from: next }) });
    items.push(...(await keep(page.items)));
    next = page.next;
    if (!next) return { items };
    // A list that came back short has spent what one call may spend.
    if (items.length === limit || page.items.length < wanted) break;
  }
  return { items, ...(next && { next }) };
}
