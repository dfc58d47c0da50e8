import { beforeEach, describe, expect, test } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { tableLimits } from '../../functions/adapters/tabular/table.ts';
import { tabularFiles } from '../../functions/adapters/tabular-files.ts';
import { discardImport, stageImport } from '../../shared/use-cases/import/decide-import.ts';
import { runDiscarding, runStaging, type StagingDeps } from '../../shared/use-cases/import/import-jobs.ts';
import { dyingAfter } from '../support/dying-client.ts';
import { codeOf, csv, type ImportDesk, importDesk, objectRow } from '../support/import-desk.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let desk: ImportDesk;
beforeEach(async () => {
  system = await systemForTest();
  desk = importDesk(system, person('SCJG', 'officer'));
});

const now = new Date('2026-11-23T02:00:00Z');
const rows = (count: number, from = 1) => Array.from({ length: count }, (_, n) => objectRow(from + n));
const begin = async (text: string) => {
  const id = await desk.upload(text);
  expectOk(await desk.call('stageImport', { params: { id } }));
  return id;
};
const run = (id: string, deps: Partial<StagingDeps> = {}) => runStaging({ ...system.deps, ...deps }, id, now);

describe('a file', () => {
  test('of more than 50 MB cannot be announced, nor an empty one', async () => {
    const body = { kind: 'object' as const, fileName: '对象.csv' };
    for (const [bytes, ok] of [
      [50 * 1024 * 1024, true],
      [50 * 1024 * 1024 + 1, false],
      [0, false],
    ] as const) {
      const answer = await desk.call('createImport', { key: `size-${bytes}-key`, body: { ...body, bytes } });
      const refusal = { error: { kind: 'invalid-input', errors: [{ path: 'body.bytes' }] } };
      expect(answer).toMatchObject({ ok, ...(!ok && refusal) });
    }
  });

  test.each([
    ['longer', `${csv(objectRow(1))}\r\n${objectRow(2)}`],
    ['shorter, since its upload broke off,', csv(objectRow(1)).slice(0, -20)],
  ])('%s than it was announced is not checked, and the registry stays free', async (_, uploaded) => {
    const id = await desk.upload(csv(objectRow(1)));
    await desk.put(id, Buffer.from(uploaded));
    const answer = await desk.call('stageImport', { params: { id } });
    expect(answer).toMatchObject({ error: { kind: 'not-ready', status: 409 } });
    expect(await desk.get(id)).toMatchObject({ status: 'uploading' });
    expect((await desk.staged(csv(objectRow(3)))).status).toBe('staged');
  });

  test('that was never uploaded is not checked', async () => {
    const created = expectOk(await desk.announce(desk.text(csv(objectRow(1)))));
    const params = { id: created.import.id };
    expect(await desk.call('stageImport', { params })).toMatchObject({ error: { kind: 'not-ready' } });
  });

  test.each([
    ['longer', (text: string) => `${text}\r\n${objectRow(7)}`],
    ['another of the same size', (text: string) => text.replace('人民路1号', '人民路8号')],
  ])('that is replaced by one %s while it is read is refused as a whole', async (_, replaced) => {
    const text = csv(objectRow(1), objectRow(2));
    const id = await begin(text);
    let opened = 0;
    const blobs = {
      ...system.deps.blobs,
      open: (key: string) => {
        opened += 1;
        if (opened === 2) system.deps.blobs.files.set(key, Buffer.from(replaced(text)));
        return system.deps.blobs.open(key);
      },
    };
    await run(id, { blobs });
    expect(await desk.get(id)).toMatchObject({ status: 'refused', failure: expect.stringContaining('替换') });
    expect((await desk.staged(csv(objectRow(1)))).counts).toMatchObject({ added: 1 });
  });

  test('that no run gets to the end of is given up after five, and the registry is free again', async () => {
    const id = await begin(csv(...rows(3)));
    const dying = { ...system.deps.tabular, read: async () => Promise.reject(new Error('killed')) };
    for (let runs = 1; runs <= 5; runs += 1) await expect(run(id, { tabular: dying })).rejects.toThrow('killed');
    expect(await desk.get(id)).toMatchObject({ status: 'staging' });
    await run(id);
    const given = await desk.get(id);
    expect(given).toMatchObject({ status: 'refused', failure: expect.stringContaining('5次') });
    expect((await desk.staged(csv(objectRow(1)))).status).toBe('staged');
  });

  test('of more blank lines than a file may have is refused by name', async () => {
    const id = await begin(`${csv(objectRow(1))}\r\n${'\n'.repeat(100)}`);
    await run(id, { tabular: tabularFiles({ ...tableLimits, lines: 100 }) });
    expect(await desk.get(id)).toMatchObject({ status: 'refused', failure: expect.stringContaining('空行也计算在内') });
  });

  test('that is discarded while it is read is given up at the next rows', async () => {
    const id = await begin(csv(...rows(3_000)));
    const { read } = system.deps.tabular;
    const discardedMeanwhile: StagingDeps['tabular'] = {
      ...system.deps.tabular,
      read: async (open, work) => {
        expectOk(await desk.call('discardImport', { params: { id } }));
        await system.runJobs();
        return read(open, work);
      },
    };
    await run(id, { tabular: discardedMeanwhile });
    expect(await desk.get(id)).toMatchObject({ status: 'discarded' });
    expect(await desk.names()).toEqual([]);
    expect(await system.runJob('mend-imports')).toEqual({ marked: 0, mended: 0 });
  });

  test('that is replaced before it is read is not read further than it was announced', async () => {
    const text = csv(objectRow(1));
    const id = await begin(text);
    await desk.put(id, Buffer.alloc(10 * 1024 * 1024, `${text}\r\n`));
    let read = 0;
    const blobs = {
      ...system.deps.blobs,
      async *open(key: string) {
        for await (const chunk of system.deps.blobs.open(key)) {
          read += chunk.length;
          yield chunk;
        }
      },
    };
    await run(id, { blobs });
    expect(await desk.get(id)).toMatchObject({ status: 'refused', failure: expect.stringContaining('大小不符') });
    expect(read).toBeLessThan(1024 * 1024);
  });

  test('of 100,001 rows is refused with the limit, and its report says where it stops', async () => {
    const wrong = `,,企业,城关镇,路,H6210,B,存续\r\n`;
    const id = await begin(`${csv()}\r\n${wrong.repeat(100_001)}`);
    await run(id);
    expect(await desk.get(id)).toMatchObject({
      status: 'refused',
      failure: '一次导入不得超过 100000 行，请拆分后再上传',
      progress: 100_000,
    });
    const lines = (await desk.report(id)).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 10_000 + 1);
    expect(lines.at(-1)).toContain('不再列出');
    expect((await desk.staged(csv(objectRow(1)))).status).toBe('staged');
  });

  test('announced twice under one key gets one import, and under a used key no other file', async () => {
    const file = desk.text(csv(objectRow(1)));
    const first = expectOk(await desk.announce(file, 'the-same-key'));
    expect(expectOk(await desk.announce(file, 'the-same-key')).import.id).toBe(first.import.id);
    system.at('2026-11-25T01:00:00Z');
    // The kept answer is gone after a day; the import that it created is not.
    expect(expectOk(await desk.announce(file, 'the-same-key')).import.id).toBe(first.import.id);
    const other = desk.text(csv(objectRow(1), objectRow(2)));
    system.at('2026-11-27T01:00:00Z');
    expect(await desk.announce(other, 'the-same-key')).toMatchObject({ error: { kind: 'already-exists' } });
  });
});

describe('the check of a file', () => {
  test('whose worker dies half-way goes on to the same end, and its progress begins again', async () => {
    const text = csv(...rows(1_500));
    const id = await begin(text);
    // Of a chunk's transactions some are written, the rest are not.
    for (const writes of [4, 12]) {
      const store = dynamoStore({ ...system.store.db, client: dyingAfter(system.store.db.client, writes) });
      await expect(run(id, store)).rejects.toThrow('killed');
      expect(await desk.names()).toEqual([]);
    }
    await run(id);
    const entry = await desk.get(id);
    expect(entry).toMatchObject({
      status: 'staged',
      progress: 1_500,
      counts: { rows: 1_500, added: 1_500, refused: 0 },
    });
    expectOk(await desk.activate(entry));
    for (const n of [1, 700, 1_500]) {
      expect(expectOk(await desk.call('getObject', { params: { id: codeOf(n) } })).version).toBe(1);
    }
  });

  test('says how far it is while it runs, from the beginning when it runs again', async () => {
    const wrong = `,,企业,城关镇,路,H6210,B,存续\r\n`;
    const id = await begin(`${csv()}\r\n${wrong.repeat(25_000)}`);
    const progressOf = async (diesAfter: number) => {
      const seen: number[] = [];
      const current: StagingDeps['staging']['current'] = async (kind, ids) => {
        seen.push((await desk.get(id)).progress);
        if (seen.length > diesAfter) throw new Error('killed');
        return system.deps.staging.current(kind, ids);
      };
      const done = await run(id, { staging: { ...system.deps.staging, current } }).catch(
        (error: Error) => error.message,
      );
      return { done, seen: [...new Set(seen)] };
    };
    expect(await progressOf(22)).toEqual({ done: 'killed', seen: [0, 10_000, 20_000] });
    expect(await progressOf(99)).toMatchObject({ done: { refused: 25_000 }, seen: [0, 10_000, 20_000] });
    expect(await desk.get(id)).toMatchObject({ progress: 25_000, counts: { rows: 25_000, refused: 25_000 } });
  });

  test('by two workers at once ends once, with each row once', async () => {
    await desk.imported(csv(...rows(100)));
    const id = await begin(csv(...rows(150).map((row) => row.replace('饭店', '酒店'))));
    await Promise.all([run(id), run(id), run(id)]);
    const entry = await desk.get(id);
    expect(entry).toMatchObject({ status: 'staged', counts: { rows: 150, added: 50, changed: 100, refused: 0 } });
    expectOk(await desk.activate(entry));
    const { items } = expectOk(await desk.call('listObjects', { query: { limit: 100, name: '酒店' } }));
    expect(items).toHaveLength(100);
    expect(expectOk(await desk.call('getObject', { params: { id: codeOf(1) } })).version).toBe(2);
  });

  test('ends quietly when the import is discarded meanwhile, and leaves nothing', async () => {
    const id = await begin(csv(...rows(1_500)));
    let chunks = 0;
    const staging: StagingDeps['staging'] = {
      ...system.deps.staging,
      stage: async (...chunk) => {
        chunks += 1;
        if (chunks === 2) {
          expectOk(await desk.call('discardImport', { params: { id } }));
          await runDiscarding(system.deps, id, now);
        }
        return system.deps.staging.stage(...chunk);
      },
    };
    await run(id, { staging });
    expect(await desk.get(id)).toMatchObject({ status: 'discarded' });
    expect(await desk.names()).toEqual([]);
    expect((await desk.staged(csv(objectRow(1)))).counts).toMatchObject({ added: 1 });
  });

  test('is begun again, or given up, at the very moment in which a run of it says how far it is', async () => {
    const officer = { ...person('SCJG', 'officer'), scope: 'own' as const };
    const dies = { ...system.deps.staging, current: () => Promise.reject(new Error('killed')) };
    const writes = (id: string) => () => expect(run(id, { staging: dies })).rejects.toThrow('killed');
    for (const [act, status] of [
      [stageImport, 'staging'],
      [discardImport, 'discarding'],
    ] as const) {
      const id = await begin(csv(objectRow(1)));
      const deps = { ...system.deps, work: meanwhile(system.deps.work, writes(id)) };
      expect(await act(deps, id, officer, now)).toMatchObject({ value: { value: { status, runs: 1 } } });
      expectOk(await desk.call('discardImport', { params: { id } }));
      await system.runJobs();
    }
  });

  test('whose worker dies while it tidies up after an unusable file is finished by the next one', async () => {
    const id = await begin(`${csv(...rows(1_200))}\r\n"`);
    const discards: StagingDeps['staging'] = {
      ...system.deps.staging,
      discard: async (importId, kind) => {
        await system.deps.staging.discard(importId, kind);
        throw new Error('killed');
      },
    };
    await expect(run(id, { staging: discards })).rejects.toThrow('killed');
    expect(await desk.get(id)).toMatchObject({ status: 'staging' });
    await run(id);
    expect(await desk.get(id)).toMatchObject({ status: 'refused', failure: expect.any(String) });
    expect((await desk.staged(csv(objectRow(1)))).status).toBe('staged');
  });
});

describe('after activation', () => {
  test('the next import may follow before the rows of the first are settled', async () => {
    const first = await desk.staged(csv(...rows(3)));
    const activate = { params: { id: first.id }, version: first.version, body: { validRowsOnly: false } };
    expectOk(await desk.call('activateImport', activate));
    const id = await begin(csv(objectRow(1, '第二次'), objectRow(2)));
    await run(id);
    const second = await desk.get(id);
    expect(second.counts).toMatchObject({ changed: 1, unchanged: 1 });
    expectOk(await desk.activate(second));
    expect(await desk.names()).toEqual(['第二次', '睢县第2饭店', '睢县第3饭店'].toSorted());
  });

  test('the audit trail names the file by its digest and what became of its rows (R13)', async () => {
    const text = csv(objectRow(1), objectRow(2));
    const { id } = await desk.imported(text);
    const events = await system.store.audit.events('import', id);
    const digest = await crypto.subtle.digest('SHA-256', Buffer.from(text));
    expect(events.find(({ action }) => action === 'activate')).toMatchObject({
      actor: 'SCJG-officer-甲',
      facts: {
        status: 'activated',
        file: Buffer.from(digest).toString('hex'),
        rows: 2,
        added: 2,
        changed: 0,
        refused: 0,
      },
    });
  });

  test('the chain of a row begins with its first edit, goes on over the next import and verifies', async () => {
    await desk.imported(csv(objectRow(1)));
    const params = { id: codeOf(1) };
    const verify = async () => {
      const auditor = system.as(person('SFJ', 'auditor'));
      return expectOk(await auditor('verifyAudit', { params: { entity: 'object', id: codeOf(1) } }));
    };
    expect(await verify()).toMatchObject({ events: 0, intact: true });
    const edit = async (name: string) => {
      const { version, updatedAt: _, ...body } = expectOk(await desk.call('getObject', { params }));
      return expectOk(await desk.call('updateObject', { params, version, body: { ...body, name } }));
    };
    await edit('改过的名称');
    expect(await verify()).toMatchObject({ events: 1, intact: true });
    await desk.imported(csv(objectRow(1, '再次导入的名称')));
    expect(await verify()).toMatchObject({ events: 1, intact: true });
    expect(await edit('又改的名称')).toMatchObject({ version: 4 });
    expect(await verify()).toMatchObject({ events: 2, intact: true });
  });
});
