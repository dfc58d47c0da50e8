import * as z from 'zod';
import { shiftDate } from '../../../shared/calendar/local-date.ts';
import { walkOf } from '../../../shared/platform/lists.ts';
import { keys } from '../../../shared/platform/tables.ts';
import { publicLists } from '../../../shared/public/lists.ts';
import { every } from '../../../shared/use-cases/every.ts';
import type { StoredRow } from '../../../shared/use-cases/ports/registry.ts';
import { groupsOf } from './bulk.ts';
import type { Db } from './client.ts';
import { walkIndex } from './index-walk.ts';
import { readState, walkOnce, writeState } from './once.ts';
import { postingsOf } from './postings.ts';
import { markedRows, slotOf } from './registry-rows.ts';
import { parseRow } from './rows.ts';
import { publicPostings } from './search-published.ts';
import { absent, maxActions, transactDroppingRefused } from './transact.ts';

/**
 * Gives every stored row, seen or not, the postings that it lacks. What is written meanwhile brings its own: they are
 * there already and stay. A posting of a row that goes meanwhile does no harm.
 */
export const indexRegistry = (db: Db) =>
  walkOnce(db, keys.searchIndex(), async (kind, page) => {
    const puts = (await markedRows(kind, page)).flatMap(({ stored }) => missing(db, stored));
    for (const group of groupsOf(puts, maxActions)) await transactDroppingRefused(db, () => [], group);
  });

/** Each posting of a row is put unless it is there. */
function missing(db: Db, stored: StoredRow) {
  return postingsOf(stored.kind, slotOf(stored), stored.value, stored.removed).map(({ item }) => [
    { Put: { TableName: db.names.registry, Item: item, ConditionExpression: absent } },
  ]);
}

/** No county has published with this system before. */
const firstMonth = '2025-01';
const pageSize = 100;

/** The same for every published result, month by month. */
export async function indexPublished(db: Db, thisMonth: string): Promise<{ readonly documents: number }> {
  if ((await readState(db, 'public', keys.searchIndex())).complete) return { documents: 0 };
  const months = monthsUntil(thisMonth);
  const published = every(
    (page) =>
      walkIndex(db, {
        table: 'public',
        ...walkOf(publicLists.result, { in: 'ofMonth', of: months }),
        root: 'body',
        page,
        read: async (rows) => rows.map((row) => ({ row, item: parseRow(DocumentRow, row, 'public', row) })),
      }),
    pageSize,
  );
  let documents = 0;
  for await (const { body } of published) {
    documents += 1;
    const puts = publicPostings({ kind: 'result', body }).map((Item) => [
      { Put: { TableName: db.names.public, Item, ConditionExpression: absent } },
    ]);
    await transactDroppingRefused(db, () => [], puts.slice(0, maxActions));
  }
  await writeState(db, 'public', keys.searchIndex(), { done: months.length, complete: true });
  return { documents };
}

const DocumentRow = z.object({ body: z.record(z.string(), z.unknown()) });

function monthsUntil(last: string): readonly string[] {
  const months: string[] = [];
  for (let month = firstMonth; month <= last; month = shiftDate(`${month}-28`, 5).slice(0, 7)) months.push(month);
  return months;
}
