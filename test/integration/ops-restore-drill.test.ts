import { DeleteTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { lowLevelClient } from '../../functions/adapters/dynamodb/client.ts';
import { createTables, namesWith } from '../../local/create-tables.ts';
import { drill } from '../../ops/commands/restore-drill.ts';
import type { ControlPlane } from '../../ops/restore/control-plane.ts';
import { chainEvent, emptyChain } from '../../shared/domain/audit/audit-chain.ts';
import { keys, tableNames } from '../../shared/platform/tables.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { ioForTest } from '../support/ops.ts';
import { aNotice, anEvent } from '../support/stored-rows.ts';

const endpoint = inject('dynamodbEndpoint');
const now = '2026-03-03T02:00:00Z';
const latest = new Date('2026-03-03T01:55:00Z');

let store: TestStore;
let started: string[];
let plane: { -readonly [Call in keyof ControlPlane]: ControlPlane[Call] } & { loses: (pk: string) => boolean };

/** Restores by copying rows on the emulator, which has no recovery of its own; ready at the third look. */
function copyingPlane(): typeof plane {
  const looks = new Map<string, number>();
  const low = lowLevelClient({ endpoint });
  return {
    loses: () => false,
    latestRestorable: async () => latest,
    async restore(source, target) {
      started.push(target);
      looks.set(target, 0);
      const { Items = [] } = await store.db.client.send(new ScanCommand({ TableName: source }));
      const kept = Items.filter(({ pk }) => !this.loses(String(pk)));
      const suffix = target.slice(source.length);
      const table = tableNames.find((name) => store.db.names[name] === source);
      if (!table) throw new Error(`${source} is not a table of the system`);
      await createTables(low, { ...namesWith(`unused-${started.length}${suffix}-`), [table]: target });
      for (const Item of kept) await store.db.client.send(new PutCommand({ TableName: target, Item }));
    },
    async status(table) {
      const there = await low.send(new DescribeTableCommand({ TableName: table })).then(
        () => true,
        () => false,
      );
      if (!there) return 'absent';
      const look = (looks.get(table) ?? 0) + 1;
      looks.set(table, look);
      return look < 3 ? 'under-way' : 'ready';
    },
    async remove(table) {
      await low.send(new DeleteTableCommand({ TableName: table }));
    },
  };
}

beforeEach(async () => {
  store = await storeForTest();
  started = [];
  plane = copyingPlane();
  for (const id of ['n1', 'n2']) await store.work.commit([createRecord('notice', id, aNotice(id), anEvent())]);
});

async function run(asked: { at?: string; run?: boolean; remove?: string }, looks = 5) {
  const { io, said } = ioForTest(now);
  const database = { names: store.db.names, options: { endpoint }, clock: io.clock };
  const exit = await drill({ run: false, ...asked }, database, plane, { pause: async () => undefined, looks }, io);
  return { exit, said: said() };
}
const noticeAt = (id: string, at: string) =>
  store.work.commit([createRecord('notice', id, aNotice(id), anEvent('create', { at }))]);
const rowsOf = async (table: string) => (await store.db.client.send(new ScanCommand({ TableName: table }))).Count;
const line = (said: string, table: string) => said.split('\n').find((each) => each.startsWith(`${table} `)) ?? '';

describe('a restore drill', () => {
  test('only says what it would do until it is told to run', async () => {
    const { exit, said } = await run({});
    expect(exit).toBe(0);
    expect(said).toContain(`${store.db.names.audit} → ${store.db.names.audit}-drill-202603030200`);
    expect(started).toEqual([]);
  });

  test('restores every table beside the live one, finds them the same and says how to switch', async () => {
    const { exit, said } = await run({ run: true });
    expect(said).toContain('"tableSuffix": "-drill-202603030200"');
    expect(said).toContain(': draws, jobs, api, public, observability\n');
    expect(started).toEqual(tableNames.map((table) => `${store.db.names[table]}-drill-202603030200`));
    expect(line(said, 'audit')).toMatch(/ 2 +2 +一致/);
    expect(line(said, 'workflow')).toMatch(/ 2 +2 +一致/);
    expect(said).toContain('审计链 (chains): 2，不成立 (broken) 0，与现表分歧 (diverged) 0');
    expect(exit).toBe(0);
  });

  test('explains what is missing by what was written since', async () => {
    await run({ run: true });
    await run({ remove: 'drill-202603030200' });
    plane.loses = (pk) => pk === 'notice#n3';
    await noticeAt('n3', '2026-03-03T01:58:30.000Z');
    const { exit, said } = await run({ run: true });
    expect(line(said, 'audit')).toMatch(/ 3 +2 +差额即其后的变动/);
    expect(line(said, 'workflow')).toMatch(/ 3 +2 +其后有变动/);
    expect(exit).toBe(0);
  });

  test('finds rows that are missing though nothing was written since', async () => {
    plane.loses = (pk) => pk === 'notice#n2';
    const { exit, said } = await run({ run: true });
    expect(line(said, 'audit')).toContain('不一致');
    expect(line(said, 'workflow')).toContain('不一致');
    expect(exit).toBe(1);
  });

  test('finds a live chain that was rewritten after the moment', async () => {
    await run({ run: true });
    const restoredNames = started;
    expect(restoredNames).toHaveLength(7);
    await run({ remove: 'drill-202603030200' });
    const { db } = store;
    const copy = plane.restore;
    plane.restore = async (source, target, at) => {
      await copy.call(plane, source, target, at);
      if (source !== db.names.audit) return;
      const forged = chainEvent('notice', 'n1', emptyChain, anEvent('other'));
      await db.client.send(
        new PutCommand({ TableName: source, Item: { ...keys.auditEvent('notice', 'n1', 1), event: forged } }),
      );
    };
    const { exit, said } = await run({ run: true });
    expect(said).toContain('DIVERGED  notice#n1');
    expect(exit).toBe(1);
  });

  test('finds a chain that does not hold within what was restored', async () => {
    await store.db.client.send(
      new DeleteCommand({ TableName: store.db.names.audit, Key: keys.auditEvent('notice', 'n1', 1) }),
    );
    const { exit, said } = await run({ run: true });
    expect(said).toContain('BROKEN    notice n1：审计链自第 1 条起不成立');
    expect(exit).toBe(1);
  });

  test('finds a live row, and a restored one, whose content is not what its event says', async () => {
    const { db } = store;
    const edit = (table: string, id: string) =>
      db.client.send(
        new UpdateCommand({
          TableName: table,
          Key: keys.record('notice', id),
          UpdateExpression: 'SET #value.#text = :other',
          ExpressionAttributeNames: { '#value': 'value', '#text': 'text' },
          ExpressionAttributeValues: { ':other': '改过的' },
        }),
      );
    const copy = plane.restore;
    plane.restore = async (source, target, at) => {
      await copy.call(plane, source, target, at);
      if (source === db.names.workflow) await edit(source, 'n1');
    };
    const live = await run({ run: true });
    expect(live.said).toContain('DIFFERS   notice#n1 / current');
    expect(live.said).not.toContain('BROKEN');
    expect(live.exit).toBe(1);
    await run({ remove: 'drill-202603030200' });
    plane.restore = copy;
    const restored = await run({ run: true });
    expect(restored.said).toContain('BROKEN    notice n1：现行内容（第 1 版）与审计记录不符');
    expect(restored.exit).toBe(1);
  });

  test('never changes a live table', async () => {
    const before = await Promise.all(tableNames.map((table) => rowsOf(store.db.names[table])));
    await run({ run: true });
    await run({ remove: 'drill-202603030200' });
    expect(await Promise.all(tableNames.map((table) => rowsOf(store.db.names[table])))).toEqual(before);
  });

  test('removes its own tables on request, and finds none the second time', async () => {
    await run({ run: true });
    expect((await run({ remove: 'drill-202603030200' })).said.match(/已删除/g)).toHaveLength(7);
    expect(await run({ remove: 'drill-202603030200' })).toMatchObject({ exit: 1 });
  });

  test('does not restore into tables that are there', async () => {
    await run({ run: true });
    await expect(run({ run: true })).rejects.toThrow(/is there already/);
  });

  test('gives up waiting and says how to tidy', async () => {
    await expect(run({ run: true }, 1)).rejects.toThrow(/--remove drill-202603030200/);
  });

  test('refuses a moment that cannot be had', async () => {
    expect(await run({ run: true, at: '2026-03-03T01:56:00Z' })).toMatchObject({ exit: 2 });
    expect(started).toEqual([]);
  });

  test('names tables that keep no past', async () => {
    plane.latestRestorable = async (table) => (table === store.db.names.ops ? undefined : latest);
    const { exit, said } = await run({ run: true });
    expect(said).toContain('ops');
    expect(exit).toBe(1);
    expect(started).toEqual([]);
  });
});
