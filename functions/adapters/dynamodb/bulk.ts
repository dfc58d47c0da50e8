import { setTimeout as wait } from 'node:timers/promises';
import { BatchGetCommand, BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Key, TableName } from '../../../shared/platform/tables.ts';
import { Unavailable } from '../../../shared/use-cases/ports/unavailable.ts';
import { jitter } from '../random-backoff.ts';
import type { Db, Row } from './client.ts';

/** DynamoDB's limits for one BatchGetItem and one BatchWriteItem. */
export const maxGets = 100;
const maxPuts = 25;
/** Batches under way at the same time. */
const putsAtOnce = 8;

/** The longest pause (ms) before the rows that a batch left out are asked for again. */
const longestPause = 3_000;

/** @throws Unavailable with `left`, once the pauses have doubled beyond what a caller waits for. */
async function pauseFor(pause: number, left: string): Promise<void> {
  if (pause > longestPause) throw new Unavailable(left);
  await wait(jitter(pause));
}

/** Reads many rows by key, consistently, in no particular order; an absent row is absent from the answer. */
export async function getAll({ client, names }: Db, table: TableName, wanted: readonly Key[]): Promise<Row[]> {
  const name = names[table];
  const found: Row[] = [];
  for (const group of groupsOf(wanted, maxGets)) {
    let left: Row[] = group.map(({ pk, sk }) => ({ pk, sk }));
    for (let pause = 25; left.length > 0; pause *= 2) {
      const request = { [name]: { Keys: left, ConsistentRead: true } };
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand({ RequestItems: request }));
      found.push(...(Responses?.[name] ?? []));
      left = UnprocessedKeys?.[name]?.Keys ?? [];
      if (left.length > 0) await pauseFor(pause, `${left.length} rows of ${name} stayed unread`);
    }
  }
  return found;
}

/** Writes many rows without a condition, in no particular order. */
export async function putAll(db: Db, table: TableName, rows: readonly Row[]): Promise<void> {
  const batches = [...groupsOf(rows, maxPuts)];
  for (const together of groupsOf(batches, putsAtOnce)) {
    await Promise.all(together.map((batch) => putBatch(db, table, batch)));
  }
}

async function putBatch({ client, names }: Db, table: TableName, rows: readonly Row[]): Promise<void> {
  const name = names[table];
  let left = rows.map((Item) => ({ PutRequest: { Item } }));
  for (let pause = 25; left.length > 0; pause *= 2) {
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [name]: left } }));
    left = (UnprocessedItems?.[name] ?? []).flatMap(({ PutRequest }) =>
      PutRequest?.Item ? [{ PutRequest: { Item: PutRequest.Item } }] : [],
    );
    if (left.length > 0) await pauseFor(pause, `${left.length} rows of ${name} stayed unwritten`);
  }
}

export function* groupsOf<T>(values: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < values.length; at += size) yield values.slice(at, at + size);
}
