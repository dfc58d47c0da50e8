import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { registryKinds } from '../../../shared/domain/registry/registry.ts';
import { keys } from '../../../shared/platform/tables.ts';
import { absent } from './actions.ts';
import { groupsOf } from './bulk.ts';
import type { Db, Row } from './client.ts';
import { postingsOf } from './postings.ts';
import { partitionQuery, queryPages } from './query-all.ts';
import { markedRow, shardsOf, slotOf } from './registry-rows.ts';
import { parseRow } from './rows.ts';
import { maxActions, transactDroppingRefused } from './transact.ts';

/** Shards walked at the same time; each writes one transaction at a time. */
const shardsAtOnce = 8;

const StateRow = z.object({ done: z.int().default(0), complete: z.boolean().default(false) });

async function readState(db: Db) {
  const { Item = {} } = await db.client.send(
    new GetCommand({ TableName: db.names.registry, Key: keys.searchIndex(), ConsistentRead: true }),
  );
  return parseRow(StateRow, Item, 'registry', Item);
}

const writeState = (db: Db, state: z.infer<typeof StateRow>) =>
  db.client.send(new PutCommand({ TableName: db.names.registry, Item: { ...keys.searchIndex(), ...state } }));

/** Whether every row is in the index; that it is is final, so the process remembers it. */
export function indexState(db: Db): () => Promise<boolean> {
  let complete = false;
  return async () => {
    complete ||= (await readState(db)).complete;
    return complete;
  };
}

/**
 * Gives every stored row, seen or not, the postings that it lacks. What is written meanwhile brings its own: they are
 * there already and stay. A posting of a row that goes meanwhile does no harm.
 */
export async function indexRegistry(db: Db): Promise<{ readonly rows: number }> {
  const { done, complete } = await readState(db);
  if (complete) return { rows: 0 };
  const shards = registryKinds.flatMap((kind) => shardsOf(kind).map((shard) => ({ kind, shard })));
  let rows = 0;
  let finished = done;
  for (const together of groupsOf(shards.slice(done), shardsAtOnce)) {
    const counts = await Promise.all(together.map(({ kind, shard }) => indexShard(db, kind, shard)));
    rows += counts.reduce((sum, count) => sum + count, 0);
    finished += together.length;
    await writeState(db, { done: finished, complete: false });
  }
  await writeState(db, { done: finished, complete: true });
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
