import { setTimeout as wait } from 'node:timers/promises';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Key, TableName } from '../../../shared/platform/tables.ts';
import { Unavailable } from '../../../shared/use-cases/ports/unavailable.ts';
import { jitter } from '../random-backoff.ts';
import type { Db, Row } from './client.ts';

/** DynamoDB's limit for one BatchGetItem. */
const maxGets = 100;

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
      if (left.length > 0 && pause > 3_000) throw new Unavailable(`${left.length} rows of ${name} stayed unread`);
      if (left.length > 0) await wait(jitter(pause));
    }
  }
  return found;
}

export function* groupsOf<T>(values: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < values.length; at += size) yield values.slice(at, at + size);
}
