import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '../../functions/adapters/dynamodb/client.ts';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { createRecord, createRow, replaceRecord } from '../../shared/use-cases/changes.ts';
import { type Conflicts, conflictingWith } from '../support/conflicting-client.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { closed, commit, opened, stageObjects } from '../support/registry-imports.ts';
import { aNotice, anEvent, anObject } from '../support/stored-rows.ts';

let store: TestStore;
beforeAll(async () => {
  store = await storeForTest();
});

const withClient = (client: Db['client']): TestStore => {
  const db = { ...store.db, client };
  return { ...dynamoStore(db), db };
};
/** The same tables, where the next `left` transactions meet another one at the action `at`. */
function busy(left: number, at = 0): { readonly store: TestStore; readonly conflicts: Conflicts } {
  const conflicts = { left, asked: 0, at };
  return { store: withClient(conflictingWith(store.db.client, conflicts)), conflicts };
}
const always = Number.POSITIVE_INFINITY;

describe('a commit that meets another transaction on the same row', () => {
  test('is tried again and goes through as if it had met nobody', async () => {
    const { store: met, conflicts } = busy(2);
    expect(await met.work.commit([createRecord('notice', 'met', aNotice('met'), anEvent())])).toEqual({
      ok: true,
      value: undefined,
    });
    expect(conflicts.asked).toBe(3);
    expect((await store.audit.events('notice', 'met')).map(({ seq }) => seq)).toEqual([1]);
    expect((await store.records.find('notice', 'met'))?.meta.version).toBe(1);
  });

  test('is told of a condition that does not hold once the other one has finished', async () => {
    await commit(store, createRecord('notice', 'raced', aNotice('raced'), anEvent()));
    const { store: met } = busy(1);
    expect(await met.work.commit([createRecord('notice', 'raced', aNotice('raced'), anEvent())])).toEqual({
      ok: false,
      error: { kind: 'already-exists', entity: 'notice', id: 'raced' },
    });
  });

  test('again and again gives up after six tries, has changed nothing and says so as a version that moved', async () => {
    const { store: met, conflicts } = busy(always);
    const refused = { ok: false, error: { kind: 'stale-version', entity: 'notice', id: 'busy' } };
    // Nothing of that id exists: it must not be answered that it does.
    expect(await met.work.commit([createRecord('notice', 'busy', aNotice('busy'), anEvent())])).toEqual(refused);
    expect(conflicts.asked).toBe(6);
    expect(await store.records.find('notice', 'busy')).toBeUndefined();

    await commit(store, createRecord('notice', 'busy', aNotice('busy'), anEvent()));
    const seen = await store.records.find('notice', 'busy');
    if (!seen) throw new Error('the notice is gone');
    expect(await met.work.commit([replaceRecord('notice', 'busy', seen, seen.value, anEvent('read'))])).toEqual(
      refused,
    );
    expect((await store.records.find('notice', 'busy'))?.meta.version).toBe(1);
  });

  test.each([
    ['the row itself', 0],
    ['the other slot of the row', 1],
    ['the registry, of which it checks that no import is open on it', 3],
  ])('at %s is not answered with an import, since none is open', async (_, at) => {
    const { store: met } = busy(always, at);
    expect(await met.work.commit([createRow('object', anObject('met-row'), anEvent())])).toEqual({
      ok: false,
      error: { kind: 'stale-version', entity: 'object', id: 'met-row' },
    });
  });

  test('while a registry is opened, is not answered with another import', async () => {
    const { store: met } = busy(always);
    expect(await met.work.commit([opened('opening')])).toEqual({
      ok: false,
      error: { kind: 'stale-version', entity: 'import', id: 'opening' },
    });
  });

  test('and another condition that does not hold is refused for the condition, at once', async () => {
    await commit(store, createRecord('notice', 'relied-on', aNotice('relied-on'), anEvent()));
    const reasons = ['TransactionConflict', 'None', 'ConditionalCheckFailed'];
    let asked = 0;
    const client = new Proxy(store.db.client, {
      get: (target, property, receiver) =>
        property === 'send'
          ? async () => {
              asked += 1;
              throw new TransactionCanceledException({
                message: 'cancelled',
                $metadata: {},
                CancellationReasons: reasons.map((Code) => ({ Code })),
              });
            }
          : Reflect.get(target, property, receiver),
    });
    const done = await withClient(client).work.commit([
      createRecord('notice', 'beside', aNotice('beside'), anEvent()),
      { change: 'check', kind: 'notice', id: 'relied-on', version: 7 },
    ]);
    expect(done).toEqual({ ok: false, error: { kind: 'stale-version', entity: 'notice', id: 'relied-on' } });
    expect(asked).toBe(1);
  });
});

describe('bulk writes that meet another transaction', () => {
  const rows = [anObject('b1'), anObject('b2')];
  // An import that stays open holds the registry of its department.
  beforeEach(async () => {
    store = await storeForTest();
  });

  test('are tried again, and none of them is left out', async () => {
    await commit(store, opened('busy-import'));
    const { store: met } = busy(2, 2);
    expect(await stageObjects(met, 'busy-import', rows)).toEqual([]);
    await commit(store, closed('busy-import'));
    expect((await store.registry.find('object', 'b1'))?.importId).toBe('busy-import');
  });

  test('again and again fail loudly: a row that is only busy is not passed over as one that was taken', async () => {
    await commit(store, opened('stuck-import', 'WJW'));
    const { store: met } = busy(always, 2);
    await expect(stageObjects(met, 'stuck-import', [anObject('b3')])).rejects.toThrow('busy');
    expect(await stageObjects(store, 'stuck-import', [anObject('b3')])).toEqual([]);
  });
});

test('a transaction that is cancelled for another reason than a condition or a conflict is an outage, once it has been tried for a while', async () => {
  const outage = new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: [{ Code: 'ProvisionedThroughputExceeded' }],
  });
  const client = new Proxy(store.db.client, {
    get: (target, property, receiver) =>
      property === 'send' ? async () => Promise.reject(outage) : Reflect.get(target, property, receiver),
  });
  const write = withClient(client).work.commit([createRecord('notice', 'x', aNotice('x'), anEvent())]);
  await expect(write).rejects.toMatchObject({ name: 'Unavailable', cause: outage });
});

test('a transaction of which one action was throttled goes through when it is tried again', async () => {
  let asked = 0;
  const throttledOnce = new Proxy(store.db.client, {
    get: (target, property, receiver) =>
      property === 'send'
        ? async (command: Parameters<typeof target.send>[0]) => {
            if (command instanceof TransactWriteCommand && ++asked === 1) {
              const CancellationReasons = [{ Code: 'None' }, { Code: 'ThrottlingError' }];
              throw new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons });
            }
            return target.send(command);
          }
        : Reflect.get(target, property, receiver),
  });
  const write = withClient(throttledOnce).work.commit([createRecord('notice', 'slow', aNotice('slow'), anEvent())]);
  expect(await write).toEqual({ ok: true, value: undefined });
  expect(asked).toBe(2);
});
