import { beforeEach, describe, expect, test } from 'vitest';
import { creditCodeCheck } from '../../shared/domain/credit-code.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

const header = '统一社会信用代码,名称,对象类别,乡镇街道,地址,行业代码,信用风险分类,状态';
const code = (n: number) => {
  const first = `91411422MA${String(n).padStart(7, '0')}`;
  return `${first}${creditCodeCheck(first)}`;
};
const row = (n: number, name = `睢县第${n}饭店`) => `${code(n)},${name},企业,城关镇,人民路${n}号,H6210,B,存续`;
const csv = (...rows: string[]) => [header, ...rows].join('\r\n');

let system: TestSystem;
let keys = 0;
const officer = person('SCJG', 'officer');
beforeEach(async () => {
  system = await systemForTest();
});

async function upload(text: string, who = officer): Promise<string> {
  keys += 1;
  const call = system.as(who);
  const body = { kind: 'object' as const, fileName: '对象.csv', bytes: Buffer.byteLength(text) };
  const created = expectOk(await call('createImport', { key: `import-${keys}`.padEnd(8, '0'), body }));
  await system.deps.blobs.put(created.upload.url.slice('memory:'.length), Buffer.from(text), 'text/csv');
  return created.import.id;
}

async function staged(text: string) {
  const id = await upload(text);
  expectOk(await system.as(officer)('stageImport', { params: { id } }));
  await system.runJobs();
  return expectOk(await system.as(officer)('getImport', { params: { id } }));
}

async function activate(id: string, version: number, validRowsOnly = false) {
  const done = await system.as(officer)('activateImport', { params: { id }, version, body: { validRowsOnly } });
  await system.runJobs();
  return done;
}

const names = async () => {
  const page = expectOk(await system.as(officer)('listObjects', { query: { limit: 100 } }));
  return page.items.map(({ name }) => name).toSorted();
};

describe('an import', () => {
  test('shows nothing before it is activated and everything after', async () => {
    const entry = await staged(csv(row(1), row(2)));
    expect(entry).toMatchObject({ status: 'staged', counts: { rows: 2, added: 2, refused: 0 } });
    expect(await names()).toEqual([]);
    expect(await system.as(officer)('getObject', { params: { id: code(1) } })).toMatchObject({
      error: { kind: 'not-found' },
    });
    expectOk(await activate(entry.id, entry.version));
    expect(await names()).toEqual(['睢县第1饭店', '睢县第2饭店']);
    expect(expectOk(await system.as(officer)('getImport', { params: { id: entry.id } })).status).toBe('settled');
  });

  test('of the same file again changes nothing', async () => {
    const first = await staged(csv(row(1), row(2)));
    expectOk(await activate(first.id, first.version));
    const again = await staged(csv(row(1), row(2)));
    expect(again.counts).toEqual({ rows: 2, added: 0, changed: 0, unchanged: 2, refused: 0 });
    expectOk(await activate(again.id, again.version));
    expect(expectOk(await system.as(officer)('getObject', { params: { id: code(1) } })).version).toBe(1);
  });

  test('makes a new version of a changed row and keeps the old one readable', async () => {
    const first = await staged(csv(row(1)));
    expectOk(await activate(first.id, first.version));
    const second = await staged(csv(row(1, '更名后的饭店'), row(3)));
    expect(await names()).toEqual(['睢县第1饭店']);
    expect(second.counts).toMatchObject({ added: 1, changed: 1 });
    expectOk(await activate(second.id, second.version));
    const versions = expectOk(await system.as(officer)('listObjectVersions', { params: { id: code(1) } }));
    expect(versions.items.map(({ version, name }) => [version, name])).toEqual([
      [1, '睢县第1饭店'],
      [2, '更名后的饭店'],
    ]);
  });

  test('reports wrong rows by line, column, value and reason, and leaves them out only when told to', async () => {
    const wrong = row(2).replace(code(2), `${code(2).slice(0, 17)}${code(2)[17] === '0' ? '1' : '0'}`);
    const entry = await staged(csv(row(1), wrong, row(1)));
    expect(entry.counts).toMatchObject({ rows: 3, added: 1, refused: 2 });
    expect(await activate(entry.id, entry.version)).toMatchObject({ error: { kind: 'import-has-errors' } });
    const report = expectOk(await system.as(officer)('getImportReport', { params: { id: entry.id } }));
    const text = system.deps.blobs.files.get(report.url.slice('memory:'.length))?.toString('utf8') ?? '';
    expect(text.split('\r\n').filter(Boolean)).toHaveLength(3);
    expect(text).toMatch(/^3,统一社会信用代码,/m);
    expect(text).toContain('与第2行重复');
    expectOk(await activate(entry.id, entry.version, true));
    expect(await names()).toEqual(['睢县第1饭店']);
  });

  test('with an unknown column is refused as a whole and leaves the registry free', async () => {
    const entry = await staged(`${header},老板生日\r\n${row(1)},1980-01-01`);
    expect(entry).toMatchObject({ status: 'refused', failure: '表头与模板不符，详见校验报告' });
    const next = await staged(csv(row(1)));
    expect(next.status).toBe('staged');
  });

  test('holds its registry: no second import and no single edit until it is activated or discarded', async () => {
    const first = await staged(csv(row(1)));
    const second = await upload(csv(row(2)));
    const call = system.as(officer);
    expect(await call('stageImport', { params: { id: second } })).toMatchObject({ error: { kind: 'import-open' } });
    expectOk(await call('discardImport', { params: { id: first.id } }));
    await system.runJobs();
    expect(await names()).toEqual([]);
    expectOk(await call('stageImport', { params: { id: second } }));
    await system.runJobs();
    const entry = expectOk(await call('getImport', { params: { id: second } }));
    expectOk(await activate(entry.id, entry.version));
    expect(await names()).toEqual(['睢县第2饭店']);
  });

  test('whose run died is staged again to the same end', async () => {
    const id = await upload(csv(row(1), row(2), row(3)));
    const call = system.as(officer);
    expectOk(await call('stageImport', { params: { id } }));
    await system.runJob('stage-import', { importId: id });
    await system.runJob('stage-import', { importId: id });
    const entry = expectOk(await call('getImport', { params: { id } }));
    expect(entry).toMatchObject({ status: 'staged', counts: { rows: 3, added: 3 } });
    expectOk(await activate(id, entry.version));
    expect(await names()).toHaveLength(3);
  });

  test('does not take over a row that another department keeps', async () => {
    const first = await staged(csv(row(1)));
    expectOk(await activate(first.id, first.version));
    const health = person('WJW', 'officer');
    const id = await upload(csv(row(1, '另一个名字')), health);
    expectOk(await system.as(health)('stageImport', { params: { id } }));
    await system.runJobs();
    expect(expectOk(await system.as(health)('getImport', { params: { id } })).counts).toMatchObject({
      added: 0,
      refused: 1,
    });
  });

  test('activated twice is activated once', async () => {
    const entry = await staged(csv(row(1)));
    const both = await Promise.all([activate(entry.id, entry.version), activate(entry.id, entry.version)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('of another department cannot be staged, read or discarded', async () => {
    const id = await upload(csv(row(1)));
    const stranger = system.as(person('WJW', 'officer'));
    for (const operation of ['stageImport', 'getImport', 'discardImport'] as const) {
      expect(await stranger(operation, { params: { id } })).toMatchObject({ error: { kind: 'foreign-department' } });
    }
  });
});
