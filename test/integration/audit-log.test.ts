import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { verifyEverything } from '../../ops/verify-everything.ts';
import { logFiles } from '../../shared/domain/audit/audit-log.ts';
import type { Finding } from '../../shared/domain/audit/finding.ts';
import { keys } from '../../shared/platform/tables.ts';
import { readSealedLog } from '../../shared/use-cases/audit/read-log.ts';
import { createRecord, replaceRecord } from '../../shared/use-cases/changes.ts';
import { verifyLog } from '../../shared/verification/verify-log.ts';
import { commit } from '../support/registry-imports.ts';
import { aNotice, anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
const dayAt = (day: string) => `2026-11-${day}T03:00:00.000Z`;

/** Notice n1 is written on the 20th and read on the 21st; n2 on the 21st. The nights after both are sealed. */
beforeEach(async () => {
  system = await systemForTest();
  await commit(system.store, createRecord('notice', 'n1', aNotice('n1'), anEvent('create', { at: dayAt('20') })));
  await night('21');
  await read('n1', '21');
  await commit(system.store, createRecord('notice', 'n2', aNotice('n2'), anEvent('create', { at: dayAt('21') })));
  await night('22');
});

/** Two in the morning of a day in Shanghai. */
const night = (day: string) => {
  system.at(`2026-11-${String(Number(day) - 1).padStart(2, '0')}T18:00:00Z`);
  return system.runJob('seal-log');
};
async function read(id: string, day: string): Promise<void> {
  const found = await system.store.records.find('notice', id);
  if (!found) throw new Error(`notice ${id} is gone`);
  const value = { ...found.value, readBy: ['officer-1'] };
  await commit(system.store, replaceRecord('notice', id, found, value, anEvent('read', { at: dayAt(day) })));
}
const daysOf = async () => {
  const page = expectOk(await system.as(undefined)('listPublicLog', { query: { limit: 50 } }));
  return new Map(page.items.map((day) => [day.day, day]));
};
async function everything(): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const log = await readSealedLog(system.deps.blobs, '2026-11-21');
  await verifyEverything(system.deps, system.store.db, (finding) => void findings.push(finding), log);
  return findings;
}
const operation = async (id: string) =>
  expectOk(await system.as(person('SFJ', 'auditor'))('verifyAudit', { params: { entity: 'notice', id } }));
describe('the audit log', () => {
  test('holds the head of every chain that grew on a day, and its root is published with a proof', async () => {
    const days = await daysOf();
    expect([...days.keys()]).toEqual(['2026-11-21', '2026-11-20']);
    // On the 20th n1 was created; on the 21st, n1 and n2, and the first seal itself, which is a record as well.
    expect([days.get('2026-11-20')?.size, days.get('2026-11-21')?.size]).toEqual([1, 4]);
    expect(verifyLog(days, '2026-11-20', '2026-11-21')).toMatchObject({ ok: true, value: { days: 2, size: 4 } });
    expect(await everything()).toEqual([]);
    const one = expectOk(await system.as(undefined)('getPublicLogDay', { params: { day: '2026-11-21' } }));
    expect(one).toEqual(days.get('2026-11-21'));
  });

  test('begins with the first day on which anything happened, however late its first night', async () => {
    const late = await systemForTest();
    await commit(late.store, createRecord('notice', 'n1', aNotice('n1'), anEvent('create', { at: dayAt('02') })));
    late.at('2026-11-07T18:00:00Z');
    expect(await late.runJob('seal-log')).toEqual({ days: 6, heads: 1 });
    const page = expectOk(await late.as(undefined)('listPublicLog', { query: { limit: 50 } }));
    expect(page.items.map(({ day, size }) => [day, size]).at(-1)).toEqual(['2026-11-02', 1]);
  });

  test('names nothing and nobody in public', async () => {
    expect(JSON.stringify([...(await daysOf()).values()])).not.toMatch(/notice|n1|n2|SCJG/);
  });

  test('is the same when the night runs twice, and catches up on nights that were missed', async () => {
    const before = await daysOf();
    await night('22');
    expect(await daysOf()).toEqual(before);
    await night('26');
    const after = await daysOf();
    expect([...after.keys()].toReversed().at(-1)).toBe('2026-11-25');
    expect(verifyLog(after, '2026-11-20', '2026-11-25')).toMatchObject({ ok: true, value: { days: 6 } });
  });

  test('goes on after a standstill of more than a year, and every day of it is sealed', async () => {
    system.at('2028-01-14T18:00:00Z');
    // From 2026-11-22 to 2028-01-14: the last nine days of November, 31 of December, all of 2027 and 14 of January.
    expect(await system.runJob('seal-log')).toMatchObject({ days: 9 + 31 + 365 + 14 });
    const { day } = expectOk(await system.as(undefined)('getPublicLogDay', { params: { day: '2028-01-14' } }));
    expect(day).toBe('2028-01-14');
  }, 60_000);

  test.each([logFiles.head('2026-11-22'), logFiles.entries('2026-11-22')])(
    'is completed by the next run when one died before it wrote %s',
    async (dies) => {
      await read('n2', '22');
      const { putNew } = system.deps.blobs;
      system.deps.blobs.putNew = async (key, ...given) => {
        if (key === dies) throw new Error('killed');
        return putNew(key, ...given);
      };
      await expect(night('23')).rejects.toThrow('killed');
      system.deps.blobs.putNew = putNew;
      await night('23');
      expect((await daysOf()).has('2026-11-22')).toBe(true);
      expect(await everything()).toEqual([]);
    },
  );

  test('is published by the next run when one died between the files and the portal', async () => {
    await read('n2', '22');
    const { noteSealed } = system.deps.audit;
    Object.assign(system.deps.audit, {
      noteSealed: async () => {
        throw new Error('killed');
      },
    });
    await expect(night('23')).rejects.toThrow('killed');
    Object.assign(system.deps.audit, { noteSealed });
    await night('23');
    expect((await daysOf()).has('2026-11-22')).toBe(true);
    expect((await system.store.audit.sealedHeads('notice', 'n2')).map(({ day }) => day)).toEqual([
      '2026-11-21',
      '2026-11-22',
    ]);
  });

  test('does not begin again when its files are gone', async () => {
    for (const key of [...system.deps.blobs.files.keys()]) system.deps.blobs.files.delete(key);
    await expect(night('23')).rejects.toThrow(/files are not there/);
  });
});

describe('with the log is found', () => {
  const eventsOf = async (id: string) => {
    const { db } = system.store;
    const { Items = [] } = await db.client.send(
      new QueryCommand({
        TableName: db.names.audit,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `notice#${id}` },
      }),
    );
    return Items;
  };
  const removeEvent = (id: string, seq: number) =>
    system.store.db.client.send(
      new DeleteCommand({ TableName: system.store.db.names.audit, Key: keys.auditEvent('notice', id, seq) }),
    );
  const putRow = (Item: object) =>
    system.store.db.client.send(new PutCommand({ TableName: system.store.db.names.workflow, Item: { ...Item } }));
  const seen = async (id: string) => ({
    all: (await everything()).filter((each) => each.id === id).map(({ kind }) => kind),
    operation: (await operation(id)).findings.map(({ kind }) => kind),
  });

  test('a chain whose tail was cut, though its record was put back to the version before', async () => {
    const { db } = system.store;
    const { Item } = await db.client.send(
      new GetCommand({ TableName: db.names.workflow, Key: keys.record('notice', 'n1') }),
    );
    const [first] = await eventsOf('n1');
    await removeEvent('n1', 2);
    const chain = { chainSeq: 1, chainHash: first?.event.hash };
    const { readBy: _, ...before } = Item?.value ?? {};
    const was = { updatedAt: dayAt('20'), updatedBy: 'officer-1' };
    await putRow({ ...Item, value: before, version: 1, ...chain, ...was });
    expect(await seen('n1')).toEqual({ all: ['sealed-cut'], operation: ['sealed-cut'] });
  });

  test('a chain that was rewritten from its first event on, with its record, hashes and digests', async () => {
    const { db } = system.store;
    for (const seq of [1, 2]) await removeEvent('n1', seq);
    await db.client.send(new DeleteCommand({ TableName: db.names.workflow, Key: keys.record('notice', 'n1') }));
    // The forger has the system's own code.
    const forged = aNotice('n1', { text: '没有逾期' });
    await commit(system.store, createRecord('notice', 'n1', forged, anEvent('create', { at: dayAt('20') })));
    await read('n1', '21');
    const { all, operation: byOperation } = await seen('n1');
    expect(all).toEqual(['sealed-rewritten']);
    expect(byOperation).toEqual(['sealed-rewritten']);
  });

  test('a record that was deleted together with all its events', async () => {
    const { db } = system.store;
    for (const seq of [1, 2]) await removeEvent('n1', seq);
    await db.client.send(new DeleteCommand({ TableName: db.names.workflow, Key: keys.record('notice', 'n1') }));
    expect(await seen('n1')).toEqual({ all: ['sealed-vanished'], operation: ['sealed-vanished'] });
  });

  test('the same by the job in one of the next 28 nights, though nothing changed, and though the notes are gone as well', async () => {
    const { db } = system.store;
    for (const seq of [1, 2]) await removeEvent('n1', seq);
    await db.client.send(new DeleteCommand({ TableName: db.names.workflow, Key: keys.record('notice', 'n1') }));
    for (const day of ['2026-11-20', '2026-11-21'])
      await db.client.send(new DeleteCommand({ TableName: db.names.audit, Key: keys.sealedHead('notice#n1', day) }));
    let broken = 0;
    for (let day = 0; day < 28; day += 1) {
      const at = new Date(Date.parse('2026-11-22T00:00:00Z') + day * 86_400_000).toISOString().slice(0, 10);
      broken += (await system.runJob('verify-audit', { day: at })).broken ?? 0;
    }
    expect(broken).toBe(1);
  });

  test('an event that was put in afterwards and says that it happened on a sealed day', async () => {
    await read('n2', '21');
    expect((await seen('n2')).all).toEqual(['sealed-late']);
    await commit(system.store, createRecord('notice', 'n3', aNotice('n3'), anEvent('create', { at: dayAt('20') })));
    expect((await seen('n3')).all).toEqual(['sealed-late']);
  });

  test('a file of the log that was exchanged', async () => {
    const key = logFiles.entries('2026-11-20');
    const text = system.deps.blobs.files.get(key)?.toString() ?? '';
    system.deps.blobs.files.set(key, Buffer.from(text.replace(/ 1 /, ' 2 ')));
    expect((await everything()).map(({ kind }) => kind)).toContain('log-spoilt');
  });
});
