import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { brokenAt } from '../../shared/domain/audit/audit-chain.ts';
import { keys } from '../../shared/platform/tables.ts';
import { createRecord, replaceRecord } from '../../shared/use-cases/changes.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { aCalendar, aNotice, anEvent } from '../support/stored-rows.ts';

let store: TestStore;
beforeAll(async () => {
  store = await storeForTest();
});

const calendarOf = async (id: string) => {
  const found = await store.records.find('calendar', id);
  if (!found) throw new Error(`calendar ${id} is not there`);
  return found;
};

describe('a commit', () => {
  test('writes the record, its version and its audit event together', async () => {
    await store.work.commit([createRecord('calendar', '2026', aCalendar(2026), anEvent())]);

    const found = await calendarOf('2026');
    expect(found.value).toEqual(aCalendar(2026));
    expect(found.meta).toMatchObject({ version: 1, updatedBy: 'officer-1', updatedAt: '2026-03-02T01:00:00.000Z' });
    const events = await store.audit.events('calendar', '2026');
    expect(events.map(({ seq, action }) => [seq, action])).toEqual([[1, 'create']]);
    expect(found.meta.chain).toEqual({ seq: 1, hash: events[0]?.hash });
  });

  test('refuses a record that exists, and changes nothing', async () => {
    await store.work.commit([createRecord('calendar', '2030', aCalendar(2030), anEvent())]);
    const twice = await store.work.commit([
      createRecord('notice', 'beside-a-refused-one', aNotice('beside-a-refused-one'), anEvent()),
      createRecord('calendar', '2030', aCalendar(2030, '另一个通知'), anEvent()),
    ]);

    expect(twice).toEqual({ ok: false, error: { kind: 'already-exists', entity: 'calendar', id: '2030' } });
    expect(await store.records.find('notice', 'beside-a-refused-one')).toBeUndefined();
    expect(await store.audit.events('notice', 'beside-a-refused-one')).toEqual([]);
    expect((await calendarOf('2030')).value.notice).toBe(aCalendar(2030).notice);
  });

  test('lets one of two writers win and tells the other that the record has moved on', async () => {
    await store.work.commit([createRecord('calendar', '2031', aCalendar(2031), anEvent())]);
    const seen = await calendarOf('2031');
    const writers = ['甲', '乙', '丙', '丁'].map((notice) =>
      store.work.commit([
        replaceRecord('calendar', '2031', seen, aCalendar(2031, notice), anEvent('update', { actor: notice })),
      ]),
    );
    const outcomes = await Promise.all(writers);

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = { ok: false, error: { kind: 'stale-version', entity: 'calendar', id: '2031' } };
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([refused, refused, refused]);
    const { value, meta } = await calendarOf('2031');
    expect(meta).toMatchObject({ version: 2, updatedBy: value.notice });
  });

  test('stores nothing that could not be read again, and nothing beside it', async () => {
    const twoLines = aNotice('of-two-lines', { text: '第一行\n第二行' });
    const commit = store.work.commit([
      createRecord('notice', 'beside-it', aNotice('beside-it'), anEvent()),
      createRecord('notice', 'of-two-lines', twoLines, anEvent()),
    ]);
    await expect(commit).rejects.toThrow('notice of-two-lines could not be read again: text custom');
    expect(await store.records.find('notice', 'beside-it')).toBeUndefined();
  });

  test('keeps every version readable, and a chain of events that holds', async () => {
    await store.work.commit([createRecord('calendar', '2032', aCalendar(2032, '第1版'), anEvent())]);
    for (const notice of ['第2版', '第3版']) {
      const seen = await calendarOf('2032');
      await store.work.commit([
        replaceRecord('calendar', '2032', seen, aCalendar(2032, notice), anEvent('update', { facts: { notice } })),
      ]);
    }

    const versions = await store.records.versions('calendar', '2032');
    expect(versions.map(({ value, meta }) => [meta.version, value.notice])).toEqual([
      [1, '第1版'],
      [2, '第2版'],
      [3, '第3版'],
    ]);
    const events = await store.audit.events('calendar', '2032');
    expect(events.map(({ action }) => action)).toEqual(['create', 'update', 'update']);
    expect(brokenAt(events, (await calendarOf('2032')).meta.chain)).toBeUndefined();
  });

  test('fails as a whole when a record it relied on has moved on', async () => {
    await store.work.commit([createRecord('calendar', '2033', aCalendar(2033), anEvent())]);
    const checked = (version: number, id: string) =>
      store.work.commit([
        { change: 'check', kind: 'calendar', id: '2033', version },
        createRecord('notice', id, aNotice(id), anEvent()),
      ]);

    expect(await checked(2, 'too-late')).toEqual({
      ok: false,
      error: { kind: 'stale-version', entity: 'calendar', id: '2033' },
    });
    expect(await store.records.find('notice', 'too-late')).toBeUndefined();
    expect(await checked(1, 'in-time')).toEqual({ ok: true, value: undefined });
  });

  test('that is empty changes nothing and succeeds', async () => {
    expect(await store.work.commit([])).toEqual({ ok: true, value: undefined });
  });

  test('that speaks of one record twice, or of too much, is a bug of its caller', async () => {
    const notice = createRecord('notice', 'twice', aNotice('twice'), anEvent());
    await expect(store.work.commit([notice, notice])).rejects.toThrow(/notice#twice.*twice/);
    const many = Array.from({ length: 51 }, (_, n) => createRecord('notice', `n${n}`, aNotice(`n${n}`), anEvent()));
    await expect(store.work.commit(many)).rejects.toThrow(/102 actions/);
    expect(await store.records.find('notice', 'n0')).toBeUndefined();
  });
});

describe('staged records', () => {
  test('may be staged again: what stands stays, whether a commit has touched it or not, and both runs seal the same', async () => {
    const rows = (text: string) => [1, 2].map((n) => ({ id: `s${n}`, value: aNotice(`s${n}`, { text }) }));
    const first = await store.records.stage('notice', rows('初稿'), 'job', '2026-03-02T00:00:00.000Z');
    const again = await store.records.stage('notice', rows('重试'), 'job', '2026-03-02T00:01:00.000Z');
    expect(new Map(again)).toEqual(new Map(first));
    const touched = await store.records.find('notice', 's1');
    if (!touched) throw new Error('s1 was not staged');
    await store.work.commit([replaceRecord('notice', 's1', touched, aNotice('s1', { text: '已读' }), anEvent('read'))]);
    await store.records.stage('notice', rows('再次'), 'job', '2026-03-02T00:05:00.000Z');

    expect((await store.records.find('notice', 's1'))?.value.text).toBe('已读');
    expect((await store.records.find('notice', 's2'))?.value.text).toBe('初稿');
  });

  test('are written several transactions at a time, four at most', async () => {
    const rows = Array.from({ length: 2_000 }, (_, n) => ({ id: `many${n}`, value: aNotice(`many${n}`) }));
    const { client } = store.db;
    const flight = { now: 0, most: 0, writes: 0 };
    const send = async (command: Parameters<typeof client.send>[0]) => {
      if (!(command instanceof TransactWriteCommand)) return client.send(command);
      flight.writes += 1;
      flight.now += 1;
      flight.most = Math.max(flight.most, flight.now);
      return client.send(command).finally(() => {
        flight.now -= 1;
      });
    };
    const counting = new Proxy(client, {
      get: (target, property, receiver) => (property === 'send' ? send : Reflect.get(target, property, receiver)),
    });
    const { records } = dynamoStore({ ...store.db, client: counting });
    const at = '2026-03-02T00:00:00.000Z';
    expect(await records.stage('notice', rows, 'job', at)).toHaveLength(2_000);
    expect(flight).toMatchObject({ now: 0, most: 4, writes: 20 });
    // Again nothing is written, and the same is answered.
    expect(await records.stage('notice', rows, 'job', at)).toHaveLength(2_000);
    expect(flight.writes).toBe(20);
  });

  test('keep their first version where versions are kept', async () => {
    const at = '2026-03-02T00:00:00.000Z';
    await store.records.stage('calendar', [{ id: '2040', value: aCalendar(2040) }], 'job', at);
    expect((await store.records.versions('calendar', '2040')).map(({ meta }) => meta.version)).toEqual([1]);
  });
});

test('a row that does not parse stops the reader and names itself', async () => {
  const row = {
    ...keys.record('calendar', '2050'),
    version: 1,
    chainSeq: 0,
    chainHash: '',
    updatedAt: '',
    updatedBy: '',
  };
  const Item = { ...row, value: { ...aCalendar(2050), year: '2050' } };
  await store.db.client.send(new PutCommand({ TableName: store.db.names.workflow, Item }));
  await expect(store.records.find('calendar', '2050')).rejects.toThrow('calendar#2050 / current of workflow');
});

test('versions of a kind that keeps none are not to be asked for', async () => {
  await expect(store.records.versions('notice', 'n1')).rejects.toThrow('not kept');
});
