import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { capacityCounter } from '../../bench/cost/capacity-counter.ts';
import { reasons, roundTrips } from '../../bench/cost/round-trips.ts';
import { operations } from '../../shared/api/contract.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';

/** 2.5 KB: three write units, and one read unit when read consistently. */
const text = 'x'.repeat(2_500);

describe('what is counted of a piece of work', () => {
  let store: TestStore;
  let counter: ReturnType<typeof capacityCounter>;
  beforeEach(async () => {
    store = await storeForTest();
    counter = capacityCounter();
    counter.observer.watch(store.db.client);
  });
  const run = async (act: (TableName: string) => Promise<unknown>) => {
    await counter.observer.around(
      'work',
      () => act(store.db.names.workflow),
      () => true,
    );
    return counter.done.at(-1)?.requests;
  };

  test('is each request with its units, by the published rules: 1 KB a write, 4 KB a read, half for a lagging one', async () => {
    const Key = { pk: 'a', sk: 'b' };
    expect(
      await run(async (TableName) => {
        await store.db.client.send(new PutCommand({ TableName, Item: { ...Key, text } }));
        await store.db.client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
        await store.db.client.send(new GetCommand({ TableName, Key }));
      }),
    ).toEqual([
      { command: 'Put', readUnits: 0, writeUnits: 3 },
      { command: 'Get', readUnits: 1, writeUnits: 0 },
      { command: 'Get', readUnits: 0.5, writeUnits: 0 },
    ]);
  });

  test('includes indexes, and counts a transaction twice', async () => {
    const listed = { pk: 'a', sk: 'b', byOwnerPk: 'o', byOwnerSk: 's', text };
    expect(
      await run(async (TableName) => {
        await store.db.client.send(new PutCommand({ TableName, Item: listed }));
        await store.db.client.send(
          new TransactWriteCommand({ TransactItems: [{ Put: { TableName, Item: { pk: 'c', sk: 'd', text } } }] }),
        );
        const KeyConditionExpression = 'byOwnerPk = :owner';
        await store.db.client.send(
          new QueryCommand({
            TableName,
            IndexName: 'byOwner',
            KeyConditionExpression,
            ExpressionAttributeValues: { ':owner': 'o' },
          }),
        );
      }),
    ).toEqual([
      { command: 'Put', readUnits: 0, writeUnits: 6 },
      { command: 'TransactWrite', readUnits: 0, writeUnits: 6 },
      { command: 'Query', readUnits: 0.5, writeUnits: 0 },
    ]);
  });

  test('is kept apart from what runs at the same time, and left out when it failed', async () => {
    const get = (TableName: string) => store.db.client.send(new GetCommand({ TableName, Key: { pk: 'a', sk: 'b' } }));
    const { workflow } = store.db.names;
    await Promise.all([
      counter.observer.around(
        'one',
        () => get(workflow),
        () => true,
      ),
      counter.observer.around(
        'two',
        async () => void (await get(workflow), await get(workflow)),
        () => true,
      ),
      counter.observer.around(
        'refused',
        () => get(workflow),
        () => false,
      ),
    ]);
    const counts = Object.fromEntries(counter.done.map(({ name, requests }) => [name, requests.length]));
    expect(counts).toEqual({ one: 1, two: 2 });
  });
});

describe('the table of round trips', () => {
  const asking = (name: string, times: number) => ({
    name,
    outcome: undefined,
    requests: Array.from({ length: times }, () => ({ command: 'Get', readUnits: 1, writeUnits: 0 })),
  });

  test('stops at an operation that asks more than is usual without saying why', () => {
    expect(() => roundTrips([asking('getPlan', 2)])).toThrow(/getPlan asks the database 2 times/);
    expect(roundTrips([asking('getPlan', 1)])).toMatchObject([{ requests: 1, reason: '' }]);
  });

  test('names reasons of operations that exist', () => {
    const names = operations.map(({ operation }) => operation);
    expect(Object.keys(reasons).filter((name) => !names.some((each) => each === name))).toEqual([]);
  });
});
