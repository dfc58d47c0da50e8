import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { slotKey } from '../../functions/adapters/dynamodb/registry-rows.ts';
import { chainEvent } from '../../shared/domain/audit/audit-chain.ts';
import { keys } from '../../shared/platform/tables.ts';
import { createRecord, createRow, replaceRecord, replaceRow } from '../../shared/use-cases/changes.ts';
import type { Change } from '../../shared/use-cases/ports/unit-of-work.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { addObjects, closed, commit, objectNow, opened, stageObjects } from '../support/registry-imports.ts';
import { aNotice, anEvent, anObject } from '../support/stored-rows.ts';

let store: TestStore;
beforeEach(async () => {
  store = await storeForTest();
});

const kindOf = async (...changes: readonly Change[]) => {
  const done = await store.work.commit(changes);
  return done.ok ? 'ok' : done.error.kind;
};

describe('an audit event that lies where the next one would go is not overwritten (R13)', () => {
  /** Written by somebody who has access to the table, and by no commit. */
  async function lies(entity: 'notice' | 'object', seq: number) {
    const event = chainEvent(entity, 'e1', { seq: seq - 1, hash: 'f'.repeat(64) }, anEvent('foreign'));
    const Item = { ...keys.auditEvent(entity, 'e1', seq), event };
    await store.db.client.send(new PutCommand({ TableName: store.db.names.audit, Item }));
  }
  const actions = async (entity: 'notice' | 'object') =>
    (await store.audit.events(entity, 'e1')).map(({ action }) => action);

  test('by a new record, which is then not created', async () => {
    await lies('notice', 1);
    expect(await kindOf(createRecord('notice', 'e1', aNotice('e1'), anEvent()))).toBe('already-exists');
    expect(await actions('notice')).toEqual(['foreign']);
    expect(await store.records.find('notice', 'e1')).toBeUndefined();
  });

  test('by the change of a record, which then stays as it was', async () => {
    await commit(store, createRecord('notice', 'e1', aNotice('e1'), anEvent()));
    await lies('notice', 2);
    const seen = await store.records.find('notice', 'e1');
    if (!seen) throw new Error('the notice is gone');
    const change = replaceRecord('notice', 'e1', seen, aNotice('e1', { readBy: ['u1'] }), anEvent('read'));
    expect(await kindOf(change)).toBe('stale-version');
    expect(await actions('notice')).toEqual(['create', 'foreign']);
    expect((await store.records.find('notice', 'e1'))?.value.readBy).toBeUndefined();
  });

  test('by a new registry row, nor by the change of one', async () => {
    await lies('object', 1);
    expect(await kindOf(createRow('object', anObject('e1'), anEvent()))).toBe('already-exists');
    await addObjects(store, ['e2']);
    expect(await actions('object')).toEqual(['foreign']);
    const event = chainEvent('object', 'e2', { seq: 1, hash: 'f'.repeat(64) }, anEvent('foreign'));
    const Item = { ...keys.auditEvent('object', 'e2', 2), event };
    await store.db.client.send(new PutCommand({ TableName: store.db.names.audit, Item }));
    const change = replaceRow(await objectNow(store, 'e2'), anObject('e2', { name: '新' }), anEvent('update'));
    expect(await kindOf(change)).toBe('stale-version');
    expect((await store.audit.events('object', 'e2')).map(({ action }) => action)).toEqual(['create', 'foreign']);
  });
});

test('a record that a job has staged is not created over, though no event speaks of it yet', async () => {
  await store.records.stage('notice', [{ id: 's1', value: aNotice('s1') }], 'job', '2026-03-02T00:00:00.000Z');
  expect(await kindOf(createRecord('notice', 's1', aNotice('s1', { text: '另一条' }), anEvent()))).toBe(
    'already-exists',
  );
  expect((await store.records.find('notice', 's1'))?.value.text).toBe(aNotice('s1').text);
});

describe('whoever changes a record has seen its last version and its last event', () => {
  /** As a row may be that was mended by hand, or written by a fault. */
  const moved = async (attribute: 'version' | 'chainSeq') => {
    await commit(store, createRecord('notice', 'm1', aNotice('m1'), anEvent()));
    const seen = await store.records.find('notice', 'm1');
    if (!seen) throw new Error('the notice is gone');
    await store.db.client.send(
      new UpdateCommand({
        TableName: store.db.names.workflow,
        Key: keys.record('notice', 'm1'),
        UpdateExpression: 'SET #moved = :two',
        ExpressionAttributeNames: { '#moved': attribute },
        ExpressionAttributeValues: { ':two': 2 },
      }),
    );
    return kindOf(replaceRecord('notice', 'm1', seen, seen.value, anEvent('read')));
  };

  test('and is refused when only the version has moved on', async () => {
    expect(await moved('version')).toBe('stale-version');
  });

  test('and is refused when only the chain has moved on', async () => {
    expect(await moved('chainSeq')).toBe('stale-version');
  });
});

describe('an import that was given up and whose registry is not yet free', () => {
  test('takes nothing more from a worker that comes back late', async () => {
    await addObjects(store, ['o1']);
    await commit(store, opened('gone'));
    await store.staging.discard('gone', 'object');
    expect(await stageObjects(store, 'gone', [anObject('o1', { name: '来晚了' }), anObject('o2')])).toBeUndefined();
    await commit(store, closed('gone'));
    expect((await objectNow(store, 'o1')).value.name).toBe(anObject('o1').name);
    expect(await store.registry.find('object', 'o2')).toBeUndefined();
  });

  test('may be given up again after its registry was freed', async () => {
    await commit(store, opened('gone'));
    await store.staging.discard('gone', 'object');
    await commit(store, closed('gone'));
    await store.staging.discard('gone', 'object');
    expect(await kindOf(createRow('object', anObject('o1'), anEvent()))).toBe('ok');
  });
});

describe('opening and closing a registry', () => {
  test('an import is opened once, and not on a second registry', async () => {
    await commit(store, opened('i1'));
    expect(await kindOf(opened('i1', 'WJW'))).toBe('stale-version');
    await commit(store, closed('i1'));
    expect(await kindOf(opened('i1'))).toBe('stale-version');
    expect(await kindOf(createRow('object', anObject('free'), anEvent()))).toBe('ok');
  });

  test('only the import that holds a registry frees it', async () => {
    await commit(store, opened('i1'), opened('i2', 'WJW'));
    await stageObjects(store, 'i1', [anObject('n1')]);
    expect(await kindOf(closed('i2'))).toBe('stale-version');
    expect(await kindOf(closed('i1', 'WJW'))).toBe('stale-version');
    expect(await store.registry.find('object', 'n1')).toBeUndefined();
    expect(await kindOf(createRow('object', anObject('n2'), anEvent()))).toBe('import-open');
  });

  test('an import without a state of its own frees nothing', async () => {
    const Item = { ...keys.registryHead('object', 'SCJG'), importId: 'stateless' };
    await store.db.client.send(new PutCommand({ TableName: store.db.names.registry, Item }));
    expect(await kindOf(closed('stateless'))).toBe('stale-version');
  });
});

describe('a row that an import supersedes', () => {
  test('is not changed by whoever holds its version of two imports ago, though it lies in the same place again', async () => {
    await addObjects(store, ['o1']);
    const longAgo = await objectNow(store, 'o1');
    for (const importId of ['i1', 'i2']) {
      await commit(store, opened(importId));
      await stageObjects(store, importId, [anObject('o1', { name: `由${importId}` })]);
      await commit(store, closed(importId));
      await store.staging.settle(importId, 'object');
    }
    expect(await kindOf(replaceRow(longAgo, anObject('o1', { name: '旧手稿' }), anEvent()))).toBe('stale-version');
    expect((await objectNow(store, 'o1')).value.name).toBe('由i2');
  });

  test('that was changed after it was looked up is reported as taken and stays', async () => {
    await addObjects(store, ['o1']);
    const seen = await objectNow(store, 'o1');
    await commit(store, replaceRow(seen, anObject('o1', { name: '刚改过' }), anEvent()));
    await commit(store, opened('i1'));
    const rows = [{ value: anObject('o1', { name: '导入的' }), supersedes: seen }];
    const meta = { kind: 'object', by: 'importer', at: '2026-03-03T00:00:00.000Z' } as const;
    expect(await store.staging.stage('i1', rows, meta)).toEqual([{ id: 'o1' }]);
    await commit(store, closed('i1'));
    expect((await objectNow(store, 'o1')).value.name).toBe('刚改过');
  });

  test('is not overwritten by an import that looked before the row was there', async () => {
    const wjw = { department: 'WJW', supervisors: ['WJW'] } as const;
    await commit(store, opened('late'));
    await addObjects(store, ['o1'], wjw);
    await commit(store, opened('i1', 'WJW'));
    await stageObjects(store, 'i1', [anObject('o1', { ...wjw, name: '由i1' })]);
    await commit(store, closed('i1', 'WJW'));
    const meta = { kind: 'object', by: 'importer', at: '2026-03-03T00:00:00.000Z' } as const;
    expect(await store.staging.stage('late', [{ value: anObject('o1', { name: '来晚了' }) }], meta)).toEqual([
      { id: 'o1' },
    ]);
    await commit(store, closed('late'));
    expect((await objectNow(store, 'o1')).value.name).toBe('由i1');
  });

  test('by two imports at once is superseded by the first, and the second is told', async () => {
    await addObjects(store, ['o1']);
    await commit(store, opened('i1'), opened('i2', 'WJW'));
    expect(await stageObjects(store, 'i1', [anObject('o1', { name: '由i1' })])).toEqual([]);
    expect(await stageObjects(store, 'i2', [anObject('o1', { name: '由i2' })])).toEqual(['o1']);
    await commit(store, closed('i2', 'WJW'), closed('i1'));
    expect((await objectNow(store, 'o1')).value.name).toBe('由i1');
  });

  test('that another import has marked is taken, wherever its next version would lie', async () => {
    await addObjects(store, ['o1']);
    await commit(store, opened('i1'));
    await store.db.client.send(
      new UpdateCommand({
        TableName: store.db.names.registry,
        Key: slotKey('object', 'o1', 'a'),
        UpdateExpression: 'SET supersededBy = :other',
        ExpressionAttributeValues: { ':other': 'i0' },
      }),
    );
    expect(await stageObjects(store, 'i1', [anObject('o1', { name: '由i1' })])).toEqual(['o1']);
  });

  test('twice is not shown early: settling the first import late leaves what a third one has staged in its place', async () => {
    for (const importId of ['i1', 'i2', 'i3']) {
      await commit(store, opened(importId));
      await stageObjects(store, importId, [anObject('n1', { name: `由${importId}` })]);
      if (importId === 'i3') break;
      await commit(store, closed(importId));
      if (importId === 'i2') await store.staging.settle('i2', 'object');
    }
    await store.staging.settle('i1', 'object');
    expect((await objectNow(store, 'n1')).value.name).toBe('由i2');
    await store.staging.discard('i3', 'object');
    await commit(store, closed('i3'));
    expect((await objectNow(store, 'n1')).value.name).toBe('由i2');
  });

  test('and that was edited after its import was activated keeps the edit when the import is settled late', async () => {
    await addObjects(store, ['o1']);
    await commit(store, opened('i1'));
    await stageObjects(store, 'i1', [anObject('o1', { name: '由i1' })]);
    await commit(store, closed('i1'));
    await commit(store, replaceRow(await objectNow(store, 'o1'), anObject('o1', { name: '又改' }), anEvent()));
    await store.staging.settle('i1', 'object');
    const { value, meta } = await objectNow(store, 'o1');
    expect([value.name, meta.version]).toEqual(['又改', 3]);
  });
});
