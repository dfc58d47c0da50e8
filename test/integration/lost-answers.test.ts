import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { documentClient } from '../../functions/adapters/dynamodb/client.ts';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { createRecord, createRow, replaceRecord, replaceRow } from '../../shared/use-cases/changes.ts';
import type { Change } from '../../shared/use-cases/ports/unit-of-work.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { type Call, type FaultKind, type FaultyNetwork, faultyNetwork } from '../support/faulty-network.ts';
import { closed, objectNow, opened, stageObjects } from '../support/registry-imports.ts';
import { aCalendar, aNotice, anEvent, anObject } from '../support/stored-rows.ts';

/** On a sound network: what others do, and what is stored in the end. */
let sound: TestStore;
/** The same tables behind the network that fails. */
let store: TestStore;
let network: FaultyNetwork;
let choose: (call: Call) => FaultKind | undefined;

beforeAll(async () => {
  sound = await storeForTest();
  network = await faultyNetwork(inject('dynamodbEndpoint'), (call) => choose(call));
  const db = { ...sound.db, client: documentClient({ endpoint: network.endpoint }) };
  store = { ...dynamoStore(db), db };
});
afterAll(() => network.close());
beforeEach(() => {
  choose = () => undefined;
});

/** Each write meets the fault when it is sent for the first time. */
const everyWriteMeets = (kind: FaultKind) => {
  choose = ({ isWrite, isRepeat }) => (isWrite && !isRepeat ? kind : undefined);
};

const done = { ok: true, value: undefined };
const carriedOut = ['reset-after', 'broken-after'] as const;
const notCarriedOut = ['reset-before', 'broken-before', 'throttled', 'slow'] as const;

/** One change of each kind, each with its own rows, and what has to be there before. */
const changes: readonly {
  readonly name: string;
  readonly before?: (id: string) => Promise<readonly Change[]>;
  readonly change: (id: string) => Promise<Change>;
}[] = [
  { name: 'create a record', change: async (id) => createRecord('notice', id, aNotice(id), anEvent()) },
  {
    name: 'replace a record',
    before: async (id) => [createRecord('notice', id, aNotice(id), anEvent())],
    change: async (id) => {
      const from = await sound.records.find('notice', id);
      if (!from) throw new Error(`notice ${id} is not there`);
      return replaceRecord('notice', id, from, { ...from.value, readBy: ['u1'] }, anEvent('read'));
    },
  },
  { name: 'create a registry row', change: async (id) => createRow('object', anObject(id), anEvent()) },
  {
    name: 'replace a registry row',
    before: async (id) => [createRow('object', anObject(id), anEvent())],
    change: async (id) => replaceRow(await objectNow(sound, id), anObject(id, { name: '新名称' }), anEvent('update')),
  },
];

describe.each([...carriedOut, ...notCarriedOut])('where each write meets "%s" at first', (kind) => {
  test.each(changes)('to $name is done once and said to be done', async ({ name, before, change }) => {
    const id = `${kind}-${changes.findIndex((one) => one.name === name)}`;
    await sound.work.commit((await before?.(id)) ?? []);
    const asked = await change(id);
    everyWriteMeets(kind);
    const injected = network.injected[kind];
    expect(await store.work.commit([asked])).toEqual(done);
    expect(network.injected[kind]).toBe(injected + 1);
    const entity = 'kind' in asked ? asked.kind : '';
    expect((await sound.audit.events(entity, id)).map(({ seq }) => seq)).toEqual(before ? [1, 2] : [1]);
  });

  test('an import is opened, staged and made visible once', async () => {
    everyWriteMeets(kind);
    const [importId, id] = [`import-${kind}`, `row-${kind}`];
    expect(await store.work.commit([opened(importId, 'WJW')])).toEqual(done);
    expect(await stageObjects(store, importId, [anObject(id, { department: 'WJW', supervisors: ['WJW'] })])).toEqual(
      [],
    );
    const activated = createRecord('notice', importId, aNotice(importId), anEvent());
    expect(await store.work.commit([closed(importId, 'WJW'), activated])).toEqual(done);
    await store.staging.settle(importId, 'object');
    expect(await objectNow(sound, id)).toMatchObject({ importId, meta: { version: 1 } });
  });

  test('a counter counts once', async () => {
    everyWriteMeets(kind);
    expect([await store.counters.next(kind), await store.counters.next(kind)]).toEqual([1, 2]);
  });

  test('a request is claimed by whoever asks first, also when it hears of that late', async () => {
    everyWriteMeets(kind);
    const now = new Date('2026-03-02T01:00:00Z');
    expect(await store.requests.begin(`claim-${kind}`, 'body', now)).toEqual({ state: 'new' });
    expect((await store.requests.begin(`claim-${kind}`, 'body', now)).state).toBe('running');
  });
});

describe('a write whose first sending was lost', () => {
  test('is refused as usual if somebody else has written meanwhile', async () => {
    await sound.work.commit([createRecord('calendar', '2041', aCalendar(2041), anEvent())]);
    const seen = await sound.records.find('calendar', '2041');
    if (!seen) throw new Error('the calendar is not there');
    const replace = (notice: string) => [
      replaceRecord('calendar', '2041', seen, aCalendar(2041, notice), anEvent('update', { actor: notice })),
    ];
    await sound.work.commit(replace('甲'));
    everyWriteMeets('reset-before');
    expect(await store.work.commit(replace('乙'))).toEqual({
      ok: false,
      error: { kind: 'stale-version', entity: 'calendar', id: '2041' },
    });
    expect((await sound.records.find('calendar', '2041'))?.value.notice).toBe('甲');
  });

  test('is said to be done even if the next writer has already changed what it wrote', async () => {
    await sound.work.commit([createRecord('calendar', '2042', aCalendar(2042), anEvent())]);
    const seen = await sound.records.find('calendar', '2042');
    if (!seen) throw new Error('the calendar is not there');
    const ours = [replaceRecord('calendar', '2042', seen, aCalendar(2042, '甲'), anEvent('update', { actor: '甲' }))];
    let sent = 0;
    choose = ({ isWrite }) => (isWrite && ++sent <= 3 ? (sent === 1 ? 'reset-after' : 'throttled') : undefined);
    const ourAnswer = store.work.commit(ours);
    let next = await sound.records.find('calendar', '2042');
    while (next?.value.notice !== '甲') next = await sound.records.find('calendar', '2042');
    await sound.work.commit([replaceRecord('calendar', '2042', next, aCalendar(2042, '乙'), anEvent('update'))]);
    expect(await ourAnswer).toEqual(done);
    expect((await sound.audit.events('calendar', '2042')).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });
});

test('a write whose answer was lost is said to be done though no later sending of it comes through', async () => {
  let sent = 0;
  choose = ({ isWrite }) => {
    if (!isWrite) return undefined;
    sent += 1;
    return sent === 1 ? 'reset-after' : 'throttled';
  };
  expect(await store.work.commit([createRecord('notice', 'lasting', aNotice('lasting'), anEvent())])).toEqual(done);
  expect(sent).toBeGreaterThan(2);
  expect((await sound.audit.events('notice', 'lasting')).map(({ seq }) => seq)).toEqual([1]);
});

test('in an outage a write gives up within its request, as unavailable, and leaves nothing behind', async () => {
  choose = () => 'throttled';
  const write = store.work.commit([createRecord('notice', 'outage', aNotice('outage'), anEvent())]);
  await expect(write).rejects.toMatchObject({ name: 'Unavailable' });
  choose = () => undefined;
  expect(await store.records.find('notice', 'outage')).toBeUndefined();
});
