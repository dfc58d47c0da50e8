import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { shiftDate } from '../../../shared/calendar/local-date.ts';
import { registryKinds } from '../../../shared/domain/registry/registry.ts';
import { walkOf } from '../../../shared/platform/lists.ts';
import { keys } from '../../../shared/platform/tables.ts';
import { publicLists } from '../../../shared/public/lists.ts';
import { every } from '../../../shared/use-cases/every.ts';

import { groupsOf } from './bulk.ts';
import type { Db, Row } from './client.ts';
import { walkIndex } from './index-walk.ts';
import { postingsOf } from './postings.ts';
import { partitionQuery, queryPages } from './query-all.ts';
import { markedRow, shardsOf, slotOf } from './registry-rows.ts';
import { parseRow } from './rows.ts';
import { publicPostings } from './search-published.ts';
import { absent, maxActions, transactDroppingRefused } from './transact.ts';

/** Shards walked at the same time; each writes one transaction at a time. */
const shardsAtOnce = 8;

const StateRow = z.object({ done: z.int().default(0), complete: z.boolean().default(false) });

type Indexed = 'registry' | 'public' | 'workflow';

async function readState(db: Db, table: Indexed) {
  const { Item = {} } = await db.client.send(
    new GetCommand({ TableName: db.names[table], Key: keys.searchIndex(), ConsistentRead: true }),
  );
  return parseRow(StateRow, Item, table, Item);
}

export const writeState = (db: Db, table: Indexed, state: z.infer<typeof StateRow>) =>
  db.client.send(new PutCommand({ TableName: db.names[table], Item: { ...keys.searchIndex(), ...state } }));

/** Whether every row is in the index; that it is is final, so the process remembers it. */
export function indexState(db: Db, table: Indexed): () => Promise<boolean> {
  let complete = false;
  return async () => {
    complete ||= (await readState(db, table)).complete;
    return complete;
  };
}

/**
 * Gives every stored row, seen or not, the postings that it lacks. What is written meanwhile brings its own: they are
 * there already and stay. A posting of a row that goes meanwhile does no harm.
 */
export async function indexRegistry(db: Db): Promise<{ readonly rows: number }> {
  const { done, complete } = await readState(db, 'registry');
  if (complete) return { rows: 0 };
  const shards = registryKinds.flatMap((kind) => shardsOf(kind).map((shard) => ({ kind, shard })));
  let rows = 0;
  let finished = done;
  for (const together of groupsOf(shards.slice(done), shardsAtOnce)) {
    const counts = await Promise.all(together.map(({ kind, shard }) => indexShard(db, kind, shard)));
    rows += counts.reduce((sum, count) => sum + count, 0);
    finished += together.length;
    await writeState(db, 'registry', { done: finished, complete: false });
  }
  await writeState(db, 'registry', { done: finished, complete: true });
  return { rows };
}

async function indexShard(db: Db, kind: (typeof registryKinds)[number], shard: string): Promise<number> {
  let count = 0;
  for await (const page of queryPages(db, partitionQuery(db.names.registry, keys.row(kind, shard, '', 'a').pk))) {
    count += page.length;
    const puts = page.flatMap((row) => missing(db, kind, row));
    for (const group of groupsOf(puts, maxActions)) await transactDroppingRefused(db, () => [], group);
  }
  return count;
}

/** Each posting of a row is put unless it is there. */
function missing(db: Db, kind: (typeof registryKinds)[number], row: Row) {
  const { stored } = markedRow(kind, row);
  return postingsOf(kind, slotOf(stored), stored.value, stored.removed).map(({ item }) => [
    { Put: { TableName: db.names.registry, Item: item, ConditionExpression: absent } },
  ]);
}

/** No county has published with this system before. */
const firstMonth = '2025-01';
const pageSize = 100;

/** The same for every published result, month by month. */
export async function indexPublished(db: Db, thisMonth: string): Promise<{ readonly documents: number }> {
  if ((await readState(db, 'public')).complete) return { documents: 0 };
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
  await writeState(db, 'public', { done: months.length, complete: true });
  return { documents };
}

const DocumentRow = z.object({ body: z.record(z.string(), z.unknown()) });

function monthsUntil(last: string): readonly string[] {
  const months: string[] = [];
  for (let month = firstMonth; month <= last; month = shiftDate(`${month}-28`, 5).slice(0, 7)) months.push(month);
  return months;
}
