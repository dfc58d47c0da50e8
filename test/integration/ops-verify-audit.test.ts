import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { keys } from '../../shared/platform/tables.ts';
import { createRecord, createRow, replaceRecord } from '../../shared/use-cases/changes.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { ops, targetOf } from '../support/ops.ts';
import { aNotice, anEvent, anObject } from '../support/stored-rows.ts';

let store: TestStore;
const at = (day: string) => ({ at: `2026-03-${day}T01:00:00.000Z` });

/** Notice n1 changed on 1 and 2 March, n2 on 1 March alone; object o1 was registered on 2 March. */
beforeEach(async () => {
  store = await storeForTest();
  for (const id of ['n1', 'n2'])
    await store.work.commit([createRecord('notice', id, aNotice(id), anEvent('create', at('01')))]);
  const found = await store.records.find('notice', 'n1');
  if (!found) throw new Error('the notice is gone');
  await store.work.commit([
    replaceRecord('notice', 'n1', found, { ...found.value, readBy: ['u1'] }, anEvent('read', at('02'))),
    createRow('object', anObject('o1'), anEvent('create', at('02'))),
  ]);
});

const verify = (...args: string[]) => ops(['verify-audit', ...targetOf(store), ...args]);
const forge = (id: string, seq: number) =>
  store.db.client.send(
    new UpdateCommand({
      TableName: store.db.names.audit,
      Key: keys.auditEvent('notice', id, seq),
      UpdateExpression: 'SET #event.#actor = :other',
      ExpressionAttributeNames: { '#event': 'event', '#actor': 'actor' },
      ExpressionAttributeValues: { ':other': 'somebody else' },
    }),
  );
const remove = (id: string, seq: number) =>
  store.db.client.send(new DeleteCommand({ TableName: store.db.names.audit, Key: keys.auditEvent('notice', id, seq) }));

describe('verify-audit', () => {
  test('looks at what changed yesterday, each chain from its first event', async () => {
    const { exit, said } = await verify();
    expect(said).toContain('2026-03-02：2 条链，3 条记录，0 条不符');
    expect(exit).toBe(0);
  });

  test('finds on the day of a later event what was changed before', async () => {
    await forge('n1', 1);
    const { exit, said } = await verify('--day', '2026-03-02');
    expect(said).toContain('BROKEN  notice n1：审计链自第 1 条起不成立');
    expect(said).not.toContain('n2');
    expect(exit).toBe(1);
  });

  test('looks at one record when it is named', async () => {
    await forge('n1', 2);
    expect(await verify('--entity', 'notice', '--id', 'n2')).toMatchObject({ exit: 0 });
    const { exit, said } = await verify('--entity', 'notice', '--id', 'n1');
    expect(said).toContain('自第 2 条起不成立');
    expect(exit).toBe(1);
  });

  test('of everything also finds a record whose events were all removed', async () => {
    expect((await verify('--all')).said).toContain('3 条链，4 条记录，0 条不符');
    await remove('n2', 1);
    expect((await verify('--day', '2026-03-01')).exit).toBe(0);
    const { exit, said } = await verify('--all');
    expect(said).toContain('BROKEN  notice n2：审计链自第 1 条起不成立');
    expect(exit).toBe(1);
  });

  test('of something that never was, or is of no kind of ours, says so', async () => {
    expect(await verify('--entity', 'plan', '--id', 'never')).toMatchObject({ exit: 1 });
    expect(await verify('--entity', 'toString', '--id', 'x')).toMatchObject({ exit: 1 });
  });
});
