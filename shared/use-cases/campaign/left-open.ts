import { isOpenFollowUp } from '../../domain/follow-up/states.ts';
import { every, everyPage } from '../every.ts';
import type { Records } from '../ports/records.ts';

const pageSize = 1000;
/** One request to the database. */
const atOnce = 100;
/** So many say where to begin. */
const mostNamed = 20;

/** How many visits of a batch, which is not voided, are not over. */
export async function openVisits(
  { records }: { readonly records: Records },
  batchId: string | undefined,
): Promise<number> {
  if (batchId === undefined) return 0;
  const where = [{ field: 'status', equals: 'dispatched' }];
  const open = every((page) => records.list({ kind: 'visit', in: 'ofBatch', of: batchId, where, page }), pageSize);
  return (await Array.fromAsync(open)).length;
}

/** R42: the numbers of open follow-ups of a batch's results, the first of them. */
export async function openFollowUps(
  { records }: { readonly records: Records },
  batchId: string | undefined,
): Promise<readonly string[]> {
  if (batchId === undefined) return [];
  const open: string[] = [];
  const pages = everyPage((page) => records.list({ kind: 'result', in: 'ofBatch', of: batchId, page }), pageSize);
  for await (const results of pages) {
    const ids = results.flatMap(({ value }) => value.followUps ?? []);
    for (let at = 0; at < ids.length && open.length < mostNamed; at += atOnce) {
      const found = await records.findEach('follow-up', ids.slice(at, at + atOnce));
      for (const { value } of found.values()) if (isOpenFollowUp(value.status)) open.push(value.number);
    }
    if (open.length >= mostNamed) break;
  }
  return open.slice(0, mostNamed);
}
