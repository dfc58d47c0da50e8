import { beforeEach, describe, expect, test } from 'vitest';
import {
  codeOf as code,
  csv,
  objectHeader as header,
  type ImportDesk,
  importDesk,
  objectRow as row,
} from '../support/import-desk.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let desk: ImportDesk;
const officer = person('SCJG', 'officer');
beforeEach(async () => {
  system = await systemForTest();
  desk = importDesk(system, officer);
});

describe('an import', () => {
  test('shows nothing before it is activated and everything after', async () => {
    const entry = await desk.staged(csv(row(1), row(2)));
    expect(entry).toMatchObject({ status: 'staged', counts: { rows: 2, added: 2, refused: 0 } });
    expect(await desk.names()).toEqual([]);
    expect(await system.as(officer)('getObject', { params: { id: code(1) } })).toMatchObject({
      error: { kind: 'not-found' },
    });
    expectOk(await desk.activate(entry));
    expect(await desk.names()).toEqual(['睢县第1饭店', '睢县第2饭店']);
    expect(expectOk(await system.as(officer)('getImport', { params: { id: entry.id } })).status).toBe('settled');
  });

  test('of the same file again changes nothing', async () => {
    const first = await desk.staged(csv(row(1), row(2)));
    expectOk(await desk.activate(first));
    const again = await desk.staged(csv(row(1), row(2)));
    expect(again.counts).toMatchObject({ rows: 2, added: 0, changed: 0, unchanged: 2, refused: 0 });
    expectOk(await desk.activate(again));
    expect(expectOk(await system.as(officer)('getObject', { params: { id: code(1) } })).version).toBe(1);
  });

  test('makes a new version of a changed row and keeps the old one readable', async () => {
    const first = await desk.staged(csv(row(1)));
    expectOk(await desk.activate(first));
    const second = await desk.staged(csv(row(1, '更名后的饭店'), row(3)));
    expect(await desk.names()).toEqual(['睢县第1饭店']);
    expect(second.counts).toMatchObject({ added: 1, changed: 1 });
    expectOk(await desk.activate(second));
    const versions = expectOk(await system.as(officer)('listObjectVersions', { params: { id: code(1) } }));
    expect(versions.items.map(({ version, name }) => [version, name])).toEqual([
      [1, '睢县第1饭店'],
      [2, '更名后的饭店'],
    ]);
  });

  test('reports wrong rows by line, column, value and reason, and leaves them out only when told to', async () => {
    const wrong = row(2).replace(code(2), `${code(2).slice(0, 17)}${code(2)[17] === '0' ? '1' : '0'}`);
    const entry = await desk.staged(csv(row(1), wrong, row(1)));
    expect(entry.counts).toMatchObject({ rows: 3, added: 1, refused: 2 });
    expect(await desk.activate(entry)).toMatchObject({ error: { kind: 'import-has-errors' } });
    const text = await desk.report(entry.id);
    expect(text.split('\r\n').filter(Boolean)).toHaveLength(3);
    expect(text).toMatch(/^3,统一社会信用代码,/m);
    expect(text).toContain('与第2行重复');
    expectOk(await desk.activate(entry, true));
    expect(await desk.names()).toEqual(['睢县第1饭店']);
  });

  test('with a single wrong row is not activated unless it is told to leave it out', async () => {
    const wrong = row(2).replace('企业', '公司');
    const entry = await desk.staged(csv(row(1), wrong));
    expect(entry.counts).toMatchObject({ rows: 2, added: 1, refused: 1 });
    expect(await desk.activate(entry)).toMatchObject({ error: { kind: 'import-has-errors', status: 409 } });
    expect(await desk.names()).toEqual([]);
    expectOk(await desk.activate(entry, true));
    expect(await desk.names()).toEqual(['睢县第1饭店']);
  });

  test('with an unknown column is refused as a whole and leaves the registry free', async () => {
    const entry = await desk.staged(`${header},老板生日\r\n${row(1)},1980-01-01`);
    expect(entry).toMatchObject({ status: 'refused', failure: '表头与模板不符，详见校验报告' });
    const next = await desk.staged(csv(row(1)));
    expect(next.status).toBe('staged');
  });

  test('holds its registry: no second import and no single edit until it is activated or discarded', async () => {
    const first = await desk.staged(csv(row(1)));
    const second = await desk.upload(csv(row(2)));
    const call = system.as(officer);
    expect(await call('stageImport', { params: { id: second } })).toMatchObject({ error: { kind: 'import-open' } });
    expectOk(await call('discardImport', { params: { id: first.id } }));
    await system.runJobs();
    expect(await desk.names()).toEqual([]);
    expectOk(await call('stageImport', { params: { id: second } }));
    await system.runJobs();
    const entry = expectOk(await call('getImport', { params: { id: second } }));
    expectOk(await desk.activate(entry));
    expect(await desk.names()).toEqual(['睢县第2饭店']);
  });

  test('whose run died is staged again to the same end', async () => {
    const id = await desk.upload(csv(row(1), row(2), row(3)));
    const call = system.as(officer);
    expectOk(await call('stageImport', { params: { id } }));
    await system.runJob('stage-import', { importId: id });
    await system.runJob('stage-import', { importId: id });
    const entry = expectOk(await call('getImport', { params: { id } }));
    expect(entry).toMatchObject({ status: 'staged', counts: { rows: 3, added: 3 } });
    expectOk(await desk.activate(entry));
    expect(await desk.names()).toHaveLength(3);
  });

  test('joins a row that another department keeps and does not take it over', async () => {
    const first = await desk.staged(csv(row(1)));
    expectOk(await desk.activate(first));
    const health = person('WJW', 'officer');
    const id = await importDesk(system, health).upload(csv(row(1, '另一个名字')));
    expectOk(await system.as(health)('stageImport', { params: { id } }));
    await system.runJobs();
    expect(expectOk(await system.as(health)('getImport', { params: { id } })).counts).toMatchObject({
      added: 0,
      changed: 1,
      refused: 0,
    });
  });

  test('whose jobs were lost is taken up by the hourly run, and only once it has stood still', async () => {
    const lost = await desk.upload(csv(row(1)));
    expectOk(await system.as(officer)('stageImport', { params: { id: lost } }));
    system.forgetJobs();
    // No run lasts longer than twenty minutes.
    system.at('2026-11-23T01:19:59.999Z');
    expect(await system.runJob('resume-imports')).toMatchObject({ resumed: 0 });
    system.at('2026-11-23T01:20:00.000Z');
    expect(await system.runJob('resume-imports')).toMatchObject({ resumed: 1 });
    const entry = expectOk(await system.as(officer)('getImport', { params: { id: lost } }));
    expectOk(await system.as(officer)('activateImport', { params: { id: lost }, version: entry.version, body: {} }));
    system.forgetJobs();
    system.at('2026-11-23T02:30:00Z');
    expect(await system.runJob('resume-imports')).toMatchObject({ resumed: 1 });
    expect(expectOk(await system.as(officer)('getImport', { params: { id: lost } })).status).toBe('settled');
    expect(await desk.names()).toEqual(['睢县第1饭店']);
  });

  test('announced again answers a fresh address while the file is awaited, and none once it is being checked', async () => {
    const call = system.as(officer);
    const text = csv(row(1));
    const body = { kind: 'object' as const, fileName: '对象.csv', bytes: Buffer.byteLength(text) };
    const announce = () => call('createImport', { key: 'announced-twice', body });
    const first = expectOk(await announce());
    expect(expectOk(await announce()).import.id).toBe(first.import.id);
    await system.deps.blobs.put(first.upload.url.slice('memory:'.length), Buffer.from(text), 'text/csv');
    expectOk(await call('stageImport', { params: { id: first.import.id } }));
    expect(await announce()).toMatchObject({ error: { kind: 'already-exists' } });
  });

  test('activated twice is activated once', async () => {
    const entry = await desk.staged(csv(row(1)));
    const both = await Promise.all([desk.activate(entry), desk.activate(entry)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('of another department cannot be staged, read or discarded', async () => {
    const id = await desk.upload(csv(row(1)));
    const stranger = system.as(person('WJW', 'officer'));
    for (const operation of ['stageImport', 'getImport', 'discardImport'] as const) {
      expect(await stranger(operation, { params: { id } })).toMatchObject({ error: { kind: 'not-found' } });
    }
  });
});
