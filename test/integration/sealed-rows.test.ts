import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { slotKey } from '../../functions/adapters/dynamodb/registry-rows.ts';
import type { Finding } from '../../shared/domain/audit/finding.ts';
import { noCounts, type RegistryImport } from '../../shared/domain/import/registry-import.ts';
import { leafHash, rootFromPath } from '../../shared/draw/merkle.ts';
import { type Key, keys, type TableName } from '../../shared/platform/tables.ts';
import { proveRow } from '../../shared/use-cases/audit/prove-row.ts';
import { verifyAudit } from '../../shared/use-cases/audit/verify-audit.ts';
import { createRecord, replaceRecord, replaceRow } from '../../shared/use-cases/changes.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { addObjects, closed, commit, objectNow, opened, stageObjects } from '../support/registry-imports.ts';
import { anEvent, anObject } from '../support/stored-rows.ts';

let store: TestStore;
beforeEach(async () => {
  store = await storeForTest();
});

const anImport: RegistryImport = {
  id: 'i1',
  kind: 'object',
  department: 'SCJG',
  fileName: '对象.csv',
  blob: 'imports/i1/file',
  bytes: 1,
  status: 'settled',
  progress: 3,
  counts: noCounts,
  createdBy: 'importer',
  createdAt: '2026-03-03T00:00:00.000Z',
};

/** An import that renames o1 and adds o2 and o3, activated and settled. */
async function imported(): Promise<void> {
  await addObjects(store, ['o1']);
  await commit(store, opened('i1'));
  await stageObjects(
    store,
    'i1',
    ['o1', 'o2', 'o3'].map((id) => anObject(id, { name: `导入的${id}` })),
  );
  const staged = await store.staging.staged('i1', 'object');
  if (!staged) throw new Error('nothing was staged');
  const rows = await store.audit.seal(staged);
  expect(rows.size).toBe(3);
  await commit(
    store,
    closed('i1'),
    createRecord('import', 'i1', { ...anImport, rows }, { ...anEvent('activate'), rows }),
  );
  await store.staging.settle('i1', 'object');
}

const found = async (
  entity: 'import' | 'object' | 'batch' | 'visit' | 'result',
  id: string,
): Promise<readonly Finding[]> => {
  const verified = await verifyAudit(store, entity, id);
  return verified.ok ? verified.value.findings : [];
};
const remove = (table: TableName, Key: Key) =>
  store.db.client.send(new DeleteCommand({ TableName: store.db.names[table], Key }));
const rename = (Key: Key) =>
  store.db.client.send(
    new UpdateCommand({
      TableName: store.db.names.registry,
      Key,
      UpdateExpression: 'SET #value.#name = :other',
      ExpressionAttributeNames: { '#value': 'value', '#name': 'name' },
      ExpressionAttributeValues: { ':other': '别的' },
    }),
  );

describe('the rows of an import', () => {
  beforeEach(imported);

  test('are proven one by one to be under the root that the activation states', async () => {
    const rows = (await store.records.find('import', 'i1'))?.value.rows;
    for (const [index, id] of ['o1', 'o2', 'o3'].entries()) {
      const proven = await proveRow(store, { entity: 'object', id });
      if (!proven.ok) throw new Error(`${id} is not proven`);
      const { leaf, path, size, root, statedBy } = proven.value;
      expect({ root, size }).toEqual(rows);
      expect(statedBy).toEqual({ entity: 'import', id: 'i1', seq: 1 });
      expect(rootFromPath(leafHash(leaf), index, size, path)).toBe(root);
      expect(leaf).toMatch(new RegExp(`^object#${id} v00000${id === 'o1' ? 2 : 1} [0-9a-f]{64}$`));
    }
    // The version before the import has an event of its own.
    expect(await proveRow(store, { entity: 'object', id: 'o1', version: 1 })).toMatchObject({ ok: false });
  });

  test('are as its activation sealed them, those that were there before and those that were added', async () => {
    expect(await found('import', 'i1')).toEqual([]);
    for (const id of ['o1', 'o2', 'o3']) expect(await found('object', id)).toEqual([]);
  });

  test('are still so when one of them is edited afterwards as it should be, which has its own chain', async () => {
    const now = await objectNow(store, 'o2');
    await commit(store, replaceRow(now, { ...now.value, name: '更正后' }, anEvent('update')));
    expect(await found('import', 'i1')).toEqual([]);
    expect(await found('object', 'o2')).toEqual([]);
  });

  test('are found where one was edited by hand, from the import and from the row', async () => {
    await rename(slotKey('object', 'o2', 'a'));
    expect(await found('import', 'i1')).toEqual([
      { entity: 'import', id: 'i1', kind: 'row-changed', name: 'object#o2 v000001' },
    ]);
    expect(await found('object', 'o2')).toEqual([{ entity: 'object', id: 'o2', kind: 'record-changed', version: 1 }]);
  });

  test('are found where one has vanished, and where one was hidden by a mark', async () => {
    const missing = { entity: 'import', id: 'i1', kind: 'row-missing', name: 'object#o3 v000001' };
    const Key = slotKey('object', 'o3', 'a');
    await store.db.client.send(
      new UpdateCommand({
        TableName: store.db.names.registry,
        Key,
        UpdateExpression: 'SET supersededBy = :import',
        ExpressionAttributeValues: { ':import': 'i1' },
      }),
    );
    expect(await found('import', 'i1')).toEqual([missing]);
    await remove('registry', Key);
    expect(await found('import', 'i1')).toEqual([missing]);
  });

  test('are found where one was put in that claims to come from the import', async () => {
    const key = slotKey('object', 'o2', 'a');
    const { Item } = await store.db.client.send(new GetCommand({ TableName: store.db.names.registry, Key: key }));
    const forged = slotKey('object', 'forged', 'a');
    const value = { ...Item?.value, id: 'forged' };
    await store.db.client.send(
      new PutCommand({ TableName: store.db.names.registry, Item: { ...Item, ...forged, byOwnerSk: forged.sk, value } }),
    );
    expect(await found('object', 'forged')).toEqual([{ entity: 'object', id: 'forged', kind: 'unstated', version: 1 }]);
  });

  test('are found where the version that the import replaced comes back in its place', async () => {
    const { Item } = await store.db.client.send(
      new GetCommand({ TableName: store.db.names.registry, Key: keys.rowHistory('object', 'o1', 1) }),
    );
    await remove('registry', slotKey('object', 'o1', 'b'));
    const back = { ...Item, ...slotKey('object', 'o1', 'a'), byOwnerPk: 'object#SCJG', byOwnerSk: 'o1#a' };
    await store.db.client.send(new PutCommand({ TableName: store.db.names.registry, Item: back }));
    expect(await found('import', 'i1')).toEqual([
      { entity: 'import', id: 'i1', kind: 'row-missing', name: 'object#o1 v000002' },
    ]);
  });

  test('cannot be resealed by whoever edits the kept list', async () => {
    const rows = (await store.records.find('import', 'i1'))?.value.rows;
    const key = keys.listBlock(rows?.root ?? '', 0);
    const { Item } = await store.db.client.send(new GetCommand({ TableName: store.db.names.audit, Key: key }));
    const entries = Item?.entries.filter(([name]: string[]) => name !== 'object#o3 v000001');
    await store.db.client.send(new PutCommand({ TableName: store.db.names.audit, Item: { ...Item, entries } }));
    expect(await found('import', 'i1')).toEqual([{ entity: 'import', id: 'i1', kind: 'list-spoilt', seq: 1 }]);
    await remove('audit', key);
    expect(await found('import', 'i1')).toEqual([{ entity: 'import', id: 'i1', kind: 'list-spoilt', seq: 1 }]);
  });

  test('are seen by everyone or nobody, as the status of the import says', async () => {
    await store.db.client.send(
      new UpdateCommand({
        TableName: store.db.names.registry,
        Key: keys.importState('i1'),
        UpdateExpression: 'SET discarded = :true',
        ExpressionAttributeValues: { ':true': true },
      }),
    );
    expect(await found('import', 'i1')).toContainEqual({ entity: 'import', id: 'i1', kind: 'state-changed' });
  });

  test('stay seen, as the trail says they were, when the import has been undone by another one', async () => {
    const import1 = await store.records.find('import', 'i1');
    if (!import1) throw new Error('no import');
    const undone = { ...import1.value, status: 'undone', undoneBy: 'i2' } as const;
    await commit(store, replaceRecord('import', 'i1', import1, undone, anEvent('undo')));
    expect(await found('import', 'i1')).toEqual([]);
  });
});
