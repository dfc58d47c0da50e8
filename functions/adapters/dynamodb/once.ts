import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type RegistryKind, registryKinds } from '../../../shared/domain/registry/kinds.ts';
import { type Key, keys } from '../../../shared/platform/tables.ts';
import { groupsOf } from './bulk.ts';
import type { Db, Row } from './client.ts';
import { partitionQuery, queryPages } from './query-all.ts';
import { shardsOf } from './registry-rows.ts';
import { parseRow } from './rows.ts';

/** What has to be done once with every row that earlier versions wrote; how far it is lies in a row of its own. */
const StateRow = z.object({ done: z.int().default(0), complete: z.boolean().default(false) });

type Walked = 'registry' | 'public' | 'workflow';

export async function readState(db: Db, table: Walked, state: Key) {
  const { Item = {} } = await db.client.send(
    new GetCommand({ TableName: db.names[table], Key: state, ConsistentRead: true }),
  );
  return parseRow(StateRow, Item, table, Item);
}

export const writeState = (db: Db, table: Walked, state: Key, value: z.infer<typeof StateRow>) =>
  db.client.send(new PutCommand({ TableName: db.names[table], Item: { ...state, ...value } }));

/** Whether it is done; that it is is final, so the process remembers it. */
export function isDone(db: Db, table: Walked, state: Key): () => Promise<boolean> {
  let complete = false;
  return async () => {
    complete ||= (await readState(db, table, state)).complete;
    return complete;
  };
}

/** Shards walked at the same time; each writes one transaction at a time. */
const shardsAtOnce = 8;

/** Does something with every stored row of every registry, seen or not, page by page; it may be repeated and goes on where it stopped. */
export async function walkOnce(
  db: Db,
  state: Key,
  withPage: (kind: RegistryKind, page: readonly Row[]) => Promise<void>,
): Promise<{ readonly rows: number }> {
  const { done, complete } = await readState(db, 'registry', state);
  if (complete) return { rows: 0 };
  const shards = registryKinds.flatMap((kind) => shardsOf(kind).map((shard) => ({ kind, shard })));
  let rows = 0;
  let finished = done;
  const walkShard = async ({ kind, shard }: (typeof shards)[number]) => {
    for await (const page of queryPages(db, partitionQuery(db.names.registry, keys.row(kind, shard, '', 'a').pk))) {
      await withPage(kind, page);
      rows += page.length;
    }
  };
  for (const together of groupsOf(shards.slice(done), shardsAtOnce)) {
    await Promise.all(together.map(walkShard));
    finished += together.length;
    await writeState(db, 'registry', state, { done: finished, complete: false });
  }
  await writeState(db, 'registry', state, { done: finished, complete: true });
  return { rows };
}
