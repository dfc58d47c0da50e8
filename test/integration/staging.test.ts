import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { shardOf } from '../../shared/draw/one/frame.ts';
import { createRow, replaceRow } from '../../shared/use-cases/changes.ts';
import { dyingAfter } from '../support/dying-client.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { addObjects, closed, commit, namesSeen, objectNow, opened, stageObjects } from '../support/registry-imports.ts';
import { anEvent, anObject } from '../support/stored-rows.ts';

let store: TestStore;
beforeEach(async () => {
  store = await storeForTest();
});

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);
const renamed = (id: string) => anObject(id, { name: `导入的${id}` });

/** Old rows o0–o59 that an import renames, and n0–n59 that it adds. */
const oldIds = ids('o', 60);
const newIds = ids('n', 60);
const allIds = [...oldIds, ...newIds];
const imported = allIds.map(renamed);
const before = Object.fromEntries(oldIds.toSorted().map((id) => [id, anObject(id).name]));
const after = Object.fromEntries(allIds.toSorted().map((id) => [id, renamed(id).name]));

const addOld = async () => {
  await addObjects(store, oldIds.slice(0, 30));
  await addObjects(store, oldIds.slice(30));
};

/** Rows of the registry table that still carry a mark of an import, by looking at every row. */
const leftBehind = async () => {
  const { Count } = await store.db.client.send(
    new ScanCommand({
      TableName: store.db.names.registry,
      FilterExpression: 'attribute_exists(stagedBy) OR attribute_exists(supersededBy) OR begins_with(sk, :chunk)',
      ExpressionAttributeValues: { ':chunk': 'chunk#' },
    }),
  );
  return Count;
};

describe('an import', () => {
  test('is invisible until the registry is closed, and visible as a whole from that one commit', async () => {
    await addOld();
    await commit(store, opened('i1'));
    expect(await stageObjects(store, 'i1', imported)).toEqual([]);
    expect(await namesSeen(store, allIds)).toEqual(before);

    await commit(store, closed('i1'));
    expect(await namesSeen(store, allIds)).toEqual(after);
    expect(await objectNow(store, 'o1')).toMatchObject({ importId: 'i1', meta: { version: 2, updatedBy: 'importer' } });
    expect(await objectNow(store, 'n1')).toMatchObject({ importId: 'i1', meta: { version: 1 } });
  });

  test('is still whole after settling, which leaves nothing behind and may be repeated', async () => {
    await addOld();
    await commit(store, opened('i1'));
    await stageObjects(store, 'i1', imported);
    await commit(store, closed('i1'));
    await store.staging.settle('i1', 'object');
    await store.staging.settle('i1', 'object');

    expect(await namesSeen(store, allIds)).toEqual(after);
    expect(await leftBehind()).toBe(0);
    const versions = await store.registry.versions('object', 'o1');
    expect(versions.map(({ meta, value }) => [meta.version, value.name])).toEqual([
      [1, anObject('o1').name],
      [2, renamed('o1').name],
    ]);
    expect((await store.registry.findVersion('object', 'o1', 1))?.value.name).toBe(anObject('o1').name);
    expect(await store.work.commit([createRow('object', anObject('o1'), anEvent())])).toEqual({
      ok: false,
      error: { kind: 'already-exists', entity: 'object', id: 'o1' },
    });
  });

  test('does not show among the versions of a row before it is activated', async () => {
    await addObjects(store, ['o1']);
    await commit(store, opened('i1'));
    await stageObjects(store, 'i1', [renamed('o1')]);
    const versions = await store.registry.versions('object', 'o1');
    expect(versions.map(({ meta, value }) => [meta.version, value.name])).toEqual([[1, anObject('o1').name]]);
    expect(await store.registry.findVersion('object', 'o1', 2)).toBeUndefined();
  });

  test('staged again in pieces of another size is settled or discarded all the same', async () => {
    await addOld();
    for (const [importId, end] of [
      ['i1', 'discard'],
      ['i2', 'settle'],
    ] as const) {
      await commit(store, opened(importId));
      await stageObjects(store, importId, imported);
      for (let at = 0; at < imported.length; at += 7) {
        expect(await stageObjects(store, importId, imported.slice(at, at + 7))).toEqual([]);
      }
      if (end === 'discard') await store.staging.discard(importId, 'object');
      await commit(store, closed(importId));
      expect(await namesSeen(store, allIds)).toEqual(end === 'discard' ? before : after);
      if (end === 'settle') await store.staging.settle(importId, 'object');
      expect(await leftBehind()).toBe(0);
    }
    expect(await namesSeen(store, allIds)).toEqual(after);
  });

  test('leaves no trace when it is discarded, however often, and the registry is closed after', async () => {
    await addOld();
    await commit(store, opened('i1'));
    await stageObjects(store, 'i1', imported);
    await store.staging.discard('i1', 'object');
    expect(await namesSeen(store, allIds)).toEqual(before);
    await store.staging.discard('i1', 'object');
    await commit(store, closed('i1'));

    expect(await namesSeen(store, allIds)).toEqual(before);
    expect(await leftBehind()).toBe(0);
    expect((await objectNow(store, 'o1')).meta.version).toBe(1);
  });

  test('keeps the audit chain of the rows it supersedes', async () => {
    await addObjects(store, ['o1']);
    await commit(store, opened('i1'));
    await stageObjects(store, 'i1', [renamed('o1')]);
    await commit(store, closed('i1'));
    await commit(store, replaceRow(await objectNow(store, 'o1'), anObject('o1'), anEvent('update')));

    expect((await store.audit.events('object', 'o1')).map(({ seq, action }) => [seq, action])).toEqual([
      [1, 'create'],
      [2, 'update'],
    ]);
    await store.staging.settle('i1', 'object');
    expect((await objectNow(store, 'o1')).meta).toMatchObject({ version: 3, chain: { seq: 2 } });
  });
});

describe('an import whose worker dies', () => {
  /** The same tables through a client that fails after a number of writes, as a process that is killed. */
  const dying = (writes: number) => dynamoStore({ ...store.db, client: dyingAfter(store.db.client, writes) });

  test('in the middle of staging shows nothing, and staging again completes it', async () => {
    await addOld();
    await commit(store, opened('i1'));
    for (const writes of [0, 1, 2]) {
      await expect(stageObjects({ ...dying(writes), db: store.db }, 'i1', imported)).rejects.toThrow('killed');
      expect(await namesSeen(store, allIds)).toEqual(before);
    }
    await stageObjects(store, 'i1', imported);
    await commit(store, closed('i1'));
    expect(await namesSeen(store, allIds)).toEqual(after);
  });

  test('in the middle of settling is whole all the time, and settling again completes it', async () => {
    await addOld();
    await commit(store, opened('i1'));
    await stageObjects(store, 'i1', imported);
    await commit(store, closed('i1'));
    await expect(dying(1).staging.settle('i1', 'object')).rejects.toThrow('killed');
    expect(await namesSeen(store, allIds)).toEqual(after);
    await store.staging.settle('i1', 'object');
    expect(await namesSeen(store, allIds)).toEqual(after);
    expect(await leftBehind()).toBe(0);
  });

  test('in the middle of discarding shows nothing, even when the registry is closed too early', async () => {
    await addOld();
    await commit(store, opened('i1'));
    await stageObjects(store, 'i1', imported);
    await expect(dying(2).staging.discard('i1', 'object')).rejects.toThrow('killed');
    expect(await namesSeen(store, allIds)).toEqual(before);
    await commit(store, closed('i1'));
    // A process that never saw the import before.
    const fresh = { ...dynamoStore(store.db), db: store.db };
    expect(await namesSeen(fresh, allIds)).toEqual(before);
    await fresh.staging.discard('i1', 'object');
    expect(await leftBehind()).toBe(0);
  });
});

describe('a worker that comes back late', () => {
  test('cannot stage into an import that was discarded, activated or never opened', async () => {
    await commit(store, opened('gone'));
    await store.staging.discard('gone', 'object');
    await commit(store, closed('gone'), opened('live', 'WJW'));
    await commit(store, closed('live', 'WJW'));
    for (const importId of ['gone', 'live', 'never']) {
      expect(await stageObjects(store, importId, [renamed('n1')])).toBeUndefined();
    }
    expect(await namesSeen(store, ['n1'])).toEqual({});
  });

  test('cannot discard what is activated, nor settle what is not', async () => {
    await commit(store, opened('i1'));
    await expect(store.staging.settle('i1', 'object')).rejects.toThrow('open');
    await commit(store, closed('i1'));
    await expect(store.staging.discard('i1', 'object')).rejects.toThrow('activated');
  });
});

describe('beside an open import', () => {
  test('rows of that registry cannot be created or changed, and the import is named', async () => {
    await addObjects(store, ['o1']);
    const seen = await objectNow(store, 'o1');
    await commit(store, opened('i1'));
    const refused = { ok: false, error: { kind: 'import-open', importId: 'i1', ...heldBySCJG } };

    expect(await store.work.commit([replaceRow(seen, renamed('o1'), anEvent())])).toEqual(refused);
    expect(await store.work.commit([createRow('object', anObject('o2'), anEvent())])).toEqual(refused);
    expect(await store.work.commit([createRow('object', anObject('o1'), anEvent())])).toEqual(refused);
    expect(await store.work.commit([opened('i2')])).toEqual(refused);
    expect((await store.work.commit([createRow('object', anObject('o2', wjw), anEvent())])).ok).toBe(true);
  });

  test('another department cannot create an id that the import has staged, nor stage it too', async () => {
    await commit(store, opened('i1'), opened('i2', 'WJW'));
    await stageObjects(store, 'i1', [renamed('n1')]);
    const theirs = anObject('n1', wjw);

    expect(await store.work.commit([closed('i2', 'WJW')])).toMatchObject({ ok: true });
    expect(await store.work.commit([createRow('object', theirs, anEvent())])).toEqual({
      ok: false,
      error: { kind: 'import-open', importId: 'i1', ...heldBySCJG },
    });
    await commit(store, opened('i3', 'WJW'));
    expect(await stageObjects(store, 'i3', [theirs, anObject('n2', wjw)])).toEqual(['n1']);
    expect(await stageObjects(store, 'i3', [theirs, anObject('n2', wjw)])).toEqual(['n1']);
    await commit(store, closed('i1'), closed('i3', 'WJW'));
    expect(await namesSeen(store, ['n1', 'n2'])).toEqual({ n1: '导入的n1', n2: anObject('n2').name });
  });

  test('an id created after it was looked up is not overwritten', async () => {
    await commit(store, opened('i1'));
    await addObjects(store, ['n1'], wjw);
    const rows = [{ value: renamed('n1') }, { value: renamed('n2') }];
    const meta = { kind: 'object', by: 'importer', at: '2026-03-03T00:00:00.000Z' } as const;
    expect(await store.staging.stage('i1', rows, meta)).toEqual([{ id: 'n1' }]);
    await commit(store, closed('i1'));
    expect(await namesSeen(store, ['n1', 'n2'])).toEqual({ n1: anObject('n1').name, n2: '导入的n2' });
  });
});

test('a shard read page by page has every id once, also when an import is activated between its pages', async () => {
  const id = 'P1';
  await addObjects(store, [id], { name: '旧名' });
  await commit(store, opened('imp-pages'));
  await stageObjects(store, 'imp-pages', [anObject(id, { name: '新名' })]);
  let pages = 0;
  const client = new Proxy(store.db.client, {
    get(target, property, receiver) {
      if (property !== 'send') return Reflect.get(target, property, receiver);
      return async (command: Parameters<typeof target.send>[0]) => {
        if (!(command instanceof QueryCommand)) return target.send(command);
        pages += 1;
        if (pages === 2) await commit(store, closed('imp-pages'));
        return target.send(new QueryCommand({ ...command.input, Limit: 1 }));
      };
    },
  });
  const rows = await Array.fromAsync(dynamoStore({ ...store.db, client }).registry.shard(shardOf(id)));
  expect(pages).toBeGreaterThan(2);
  expect(rows.map(({ value }) => value.name)).toEqual(['新名']);
});

test('whoever still holds the superseded version is told so, settled or not', async () => {
  await addObjects(store, ['o1']);
  const seen = await objectNow(store, 'o1');
  await commit(store, opened('i1'));
  await stageObjects(store, 'i1', [renamed('o1')]);
  await commit(store, closed('i1'));
  const stale = { ok: false, error: { kind: 'stale-version', entity: 'object', id: 'o1' } };
  expect(await store.work.commit([replaceRow(seen, anObject('o1'), anEvent())])).toEqual(stale);
  await store.staging.settle('i1', 'object');
  expect(await store.work.commit([replaceRow(seen, anObject('o1'), anEvent())])).toEqual(stale);
  expect(await namesSeen(store, ['o1'])).toEqual({ o1: '导入的o1' });
});

test('a second import may follow before the first is settled, and an edit in between', async () => {
  await addObjects(store, ['o1', 'o2']);
  await commit(store, opened('i1'));
  await stageObjects(store, 'i1', [renamed('o1'), renamed('o2')]);
  await commit(store, closed('i1'));
  await commit(store, replaceRow(await objectNow(store, 'o2'), anObject('o2', { name: '改过的o2' }), anEvent()));
  await commit(store, opened('i2'));
  const again = ['o1', 'o2'].map((id) => anObject(id, { name: `第二次${id}` }));
  expect(await stageObjects(store, 'i2', again)).toEqual([]);
  await store.staging.settle('i1', 'object');
  expect(await namesSeen(store, ['o1', 'o2'])).toEqual({ o1: '导入的o1', o2: '改过的o2' });

  await commit(store, closed('i2'));
  await store.staging.settle('i2', 'object');
  expect(await namesSeen(store, ['o1', 'o2'])).toEqual({ o1: '第二次o1', o2: '第二次o2' });
  const versions = await store.registry.versions('object', 'o2');
  expect(versions.map(({ value }) => value.name)).toEqual([anObject('o2').name, '导入的o2', '改过的o2', '第二次o2']);
  expect(await leftBehind()).toBe(0);
});

test('two imports may be settled in the other order', async () => {
  for (const importId of ['i1', 'i2']) {
    await commit(store, opened(importId));
    await stageObjects(store, importId, [anObject('n1', { name: `由${importId}` })]);
    await commit(store, closed(importId));
  }
  await store.staging.settle('i2', 'object');
  await store.staging.settle('i1', 'object');
  expect(await namesSeen(store, ['n1'])).toEqual({ n1: '由i2' });
  expect(await leftBehind()).toBe(0);
  // Two imports brought it and no event speaks of it: its id is taken all the same.
  expect(await store.work.commit([createRow('object', anObject('n1'), anEvent())])).toEqual({
    ok: false,
    error: { kind: 'already-exists', entity: 'object', id: 'n1' },
  });
});

const wjw = { department: 'WJW', supervisors: ['WJW'] } as const;

const heldBySCJG = {
  registry: 'object',
  department: 'SCJG',
  by: '王芳',
  fileName: '对象.csv',
  since: '2026-03-03T00:00:00.000Z',
};
