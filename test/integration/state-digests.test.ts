import { GetCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Row } from '../../functions/adapters/dynamodb/client.ts';
import { slotKey } from '../../functions/adapters/dynamodb/registry-rows.ts';
import { stateDigests } from '../../ops/state-digests.ts';
import { verifyEverything } from '../../ops/verify-everything.ts';
import { chainEvent, emptyChain } from '../../shared/domain/audit/audit-chain.ts';
import { type Key, keys, type TableName } from '../../shared/platform/tables.ts';
import { createRecord, createRow, replaceRecord } from '../../shared/use-cases/changes.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { ops, targetOf } from '../support/ops.ts';
import { commit } from '../support/registry-imports.ts';
import { aCalendar, aNotice, anEvent, anObject } from '../support/stored-rows.ts';

let store: TestStore;
const now = new Date('2026-03-03T02:00:00Z');

const put = (table: TableName, Item: Row) =>
  store.db.client.send(new PutCommand({ TableName: store.db.names[table], Item }));
const rowsOf = async (table: TableName): Promise<Row[]> =>
  (await store.db.client.send(new ScanCommand({ TableName: store.db.names[table] }))).Items ?? [];

/** Makes everything as a version wrote it that did not state digests: events without, documents without their chain. */
async function asBefore(): Promise<void> {
  const heads = new Map<string, { chainSeq: number; chainHash: string }>();
  for (const { pk, sk, event, ...places } of await rowsOf('audit')) {
    if (!event) continue;
    const { entity, id, seq, action, at, actor, department, facts } = event as ReturnType<typeof chainEvent>;
    if (seq !== 1) throw new Error('one event each');
    const old = chainEvent(entity, id, emptyChain, { action, at, actor, department, facts });
    await put('audit', { pk, sk, ...places, event: old });
    heads.set(`${entity}#${id}`, { chainSeq: 1, chainHash: old.hash });
  }
  for (const table of ['workflow', 'registry'] as const) {
    for (const row of await rowsOf(table)) {
      const id = String(row.sk).replace(/#[ab]$/, '');
      await put(table, { ...row, ...(heads.get(String(row.pk)) ?? heads.get(`object#${id}`)) });
    }
  }
  for (const { of: _of, ...row } of await rowsOf('public')) await put('public', row);
}

/** A notice, a calendar with its public document, an object; and an object that an import of that time brought. */
beforeEach(async () => {
  store = await storeForTest();
  const body = { year: 2027 };
  await commit(store, createRecord('notice', 'n1', aNotice('n1'), anEvent()));
  await commit(store, createRecord('calendar', '2027', aCalendar(2027), anEvent()), {
    change: 'publish',
    document: { kind: 'calendar', id: '2027', body, places: {} },
  });
  await commit(store, createRow('object', anObject('o1'), anEvent()));
  await asBefore();
});

const told = async () => {
  const found: string[] = [];
  await verifyEverything(store, store.db, ({ kind, entity, id }) => void found.push(`${kind} ${entity} ${id}`));
  return found.toSorted();
};
const rename = (table: TableName, Key: Key, field: string) =>
  store.db.client.send(
    new UpdateCommand({
      TableName: store.db.names[table],
      Key,
      UpdateExpression: 'SET #value.#field = :other',
      ExpressionAttributeNames: { '#value': table === 'public' ? 'body' : 'value', '#field': field },
      ExpressionAttributeValues: { ':other': '别的' },
    }),
  );

describe('records from before events stated digests', () => {
  test('verify by their old form, which says nothing of their content', async () => {
    expect(await told()).toEqual([]);
    await rename('workflow', keys.record('notice', 'n1'), 'text');
    expect(await told()).toEqual([]);
  });

  test('are compared from the statement on, every version and document of them', async () => {
    expect(await stateDigests(store, store.db, now)).toBe(4);
    expect(await told()).toEqual([]);
    await rename('workflow', keys.record('notice', 'n1'), 'text');
    await rename('workflow', keys.recordVersion('calendar', '2027', 1), 'notice');
    await rename('registry', slotKey('object', 'o1', 'a'), 'name');
    await rename('public', keys.document('calendar', '2027'), 'year');
    expect(new Set(await told())).toEqual(
      new Set([
        'record-changed notice n1',
        'version-changed calendar 2027',
        'record-changed object o1',
        'row-changed sweep state-digests',
        'document-changed sweep state-digests',
        'document-changed public public calendar#2027 current',
      ]),
    );
  });

  test('go on as any others after their next change', async () => {
    await stateDigests(store, store.db, now);
    const found = await store.records.find('notice', 'n1');
    if (!found) throw new Error('the notice is gone');
    await commit(
      store,
      replaceRecord('notice', 'n1', found, { ...found.value, readBy: ['officer-1'] }, anEvent('read')),
    );
    expect(await told()).toEqual([]);
    await rename('workflow', keys.record('notice', 'n1'), 'text');
    expect(await told()).toEqual(['record-changed notice n1']);
  });

  test('cannot be added to afterwards, neither with an event in the old form nor by another statement', async () => {
    await stateDigests(store, store.db, now);
    const event = chainEvent('notice', 'forged', emptyChain, anEvent());
    const { Item } = await store.db.client.send(
      new GetCommand({ TableName: store.db.names.workflow, Key: keys.record('notice', 'n1') }),
    );
    await put('workflow', { ...Item, ...keys.record('notice', 'forged'), chainHash: event.hash });
    await put('audit', { ...keys.auditEvent('notice', 'forged', 1), event });
    await put('public', { ...keys.document('calendar', '2030'), body: { year: 2030 } });
    const unknown = await told();
    expect(unknown).toContain('unstated notice forged');
    expect(unknown).toContain('document-added public public calendar#2030 current');
    const { exit, said } = await ops(['state-digests', ...targetOf(store)]);
    expect(said).toContain('以前已经封存过');
    expect(exit).toBe(1);
    expect(await told()).toEqual(unknown);
  });

  test('are stated by the command, also where there are none yet', async () => {
    const { exit, said } = await ops(['state-digests', ...targetOf(store)]);
    expect(said).toContain('已封存 4 项');
    expect(exit).toBe(0);
    const fresh = await storeForTest();
    expect(await stateDigests(fresh, fresh.db, now)).toBe(0);
    expect(await stateDigests(fresh, fresh.db, now)).toBeUndefined();
  });
});
