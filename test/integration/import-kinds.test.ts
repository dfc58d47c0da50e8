import { writeXlsx } from 'hucre/xlsx';
import { beforeEach, describe, expect, test } from 'vitest';
import { encodeGb18030 } from '../../local/demo/gb18030.ts';
import { importColumns } from '../../shared/domain/import/columns.ts';
import { type RegistryKind, registryKinds } from '../../shared/domain/registry/registry.ts';
import { codeOf, csv, type ImportDesk, importDesk, objectHeader, objectRow } from '../support/import-desk.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let desk: ImportDesk;
beforeEach(async () => {
  system = await systemForTest();
  desk = importDesk(system, person('SCJG', 'department-admin'));
});

const tableOf = (kind: RegistryKind, leaveOut: readonly string[], cells: Readonly<Record<string, string>> = {}) => {
  const columns = importColumns[kind].filter(({ header }) => !leaveOut.includes(header));
  const lines = [columns.map(({ header }) => header), columns.map(({ header, example }) => cells[header] ?? example)];
  return { kind, name: '名录.csv', bytes: Buffer.from(lines.map((line) => line.join(',')).join('\n')) };
};

describe('the template', () => {
  const firstOf = async (kind: RegistryKind) => {
    switch (kind) {
      case 'item':
        return expectOk(await desk.call('listItems', { query: {} })).items;
      case 'object':
        return expectOk(await desk.call('listObjects', { query: {} })).items;
      case 'inspector':
        return expectOk(await desk.call('listInspectors', { query: {} })).items;
      case 'expert':
        return expectOk(await desk.call('listExperts', { query: {} })).items;
    }
  };

  test.each(registryKinds.flatMap((kind) => [[kind, 'csv'] as const, [kind, 'xlsx'] as const]))(
    'of %s as %s is imported with its example row as it was downloaded',
    async (kind, format) => {
      const file = expectOk(await desk.call('getImportTemplate', { params: { kind }, query: { format } }));
      // The answer of a file is its bytes; the client's type names what the handler gave.
      const bytes = new Uint8Array(file as unknown as ArrayBuffer);
      const entry = await desk.imported({ kind, name: `模板.${format}`, bytes });
      expect(entry).toMatchObject({ status: 'staged', counts: { rows: 1, added: 1, refused: 0 } });
      expect(await firstOf(kind)).toHaveLength(1);
    },
  );
});

describe('a file', () => {
  const name = '睢县𠮷祥饭店';
  const table = [objectHeader, objectRow(1, name)].map((line) => line.split(','));

  test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ['UTF-8', () => Buffer.from(csv(objectRow(1, name)))],
    ['UTF-8 with a byte order mark', () => Buffer.from(`\ufeff${csv(objectRow(1, name))}`)],
    ['GB18030', () => encodeGb18030(csv(objectRow(1, name)))],
    ['XLSX', () => writeXlsx({ sheets: [{ name: '导入', rows: table }] })],
  ])('in %s becomes the same object', async (_, write) => {
    await desk.imported({ bytes: await write() });
    expect(expectOk(await desk.call('getObject', { params: { id: codeOf(1) } }))).toMatchObject({
      name,
      creditCode: codeOf(1),
      township: '411422105',
      industry: 'H6210',
    });
  });

  test('with an industry that does not exist is refused row by row with the reason', async () => {
    const entry = await desk.staged(csv(objectRow(1).replace('H6210', 'A6210'), objectRow(2)));
    expect(entry.counts).toMatchObject({ added: 1, refused: 1 });
    expect(await desk.report(entry.id)).toMatch(/^2,行业代码,A6210,没有这个行业代码/m);
  });

  test('has its problems reported in the order of its lines', async () => {
    await importDesk(system, person('WJW', 'officer')).imported(csv(objectRow(3)));
    const wrong = objectRow(2).replace('H6210', 'A6210');
    const entry = await desk.staged(csv(objectRow(1), wrong, objectRow(3), wrong.replace(',B,', ',E,')));
    const lines = (await desk.report(entry.id)).trimEnd().split('\r\n').slice(1);
    expect(lines.map((line) => Number(line.split(',')[0]))).toEqual([3, 4, 5, 5]);
    expect(lines[1]).toContain('卫生健康委');
  });
});

describe('inspectors', () => {
  const inspector = async () => expectOk(await desk.call('getInspector', { params: { id: 'SCJG-R001' } }));

  test('come with certificate, qualifications and recusals', async () => {
    await desk.imported(tableOf('inspector', []));
    expect(await inspector()).toMatchObject({
      certificate: { number: '豫N0200001', validFrom: '2023-01-01', validTo: '2028-12-31' },
      qualifications: ['特种设备安全监察员'],
      itemScope: ['*'],
      recusals: [{ objectId: '91411422MA10000120', ground: '亲属关系' }],
      department: 'SCJG',
    });
  });

  test('keep their recusals and tags when a later file has no column for them, and lose them to an empty cell', async () => {
    await desk.imported(tableOf('inspector', []));
    expectOk(await desk.call('tagInspectors', { body: { ids: ['SCJG-R001'], add: ['骨干'], remove: [] } }));
    const without = ['回避对象', '标签', '专业资格'];
    const same = await desk.imported(tableOf('inspector', without));
    expect(same.counts).toMatchObject({ unchanged: 1, changed: 0 });
    await desk.imported(tableOf('inspector', without, { 姓名: '李四光' }));
    expect(await inspector()).toMatchObject({
      name: '李四光',
      tags: ['骨干'],
      qualifications: ['特种设备安全监察员'],
      recusals: [{ ground: '亲属关系' }],
    });
    await desk.imported(tableOf('inspector', [], { 回避对象: '', 标签: '' }));
    expect(await inspector()).toMatchObject({ recusals: [], tags: [] });
  });

  test('whose certificate ends before it begins are refused', async () => {
    const entry = await desk.staged(tableOf('inspector', [], { 证件有效期至: '2022-12-31' }));
    expect(entry.counts).toMatchObject({ refused: 1 });
    expect(await desk.report(entry.id)).toMatch(/^2,证件有效期至,2022-12-31,有效期止不能早于有效期起/m);
  });
});

describe('items', () => {
  test('follow R1, also where a file leaves out the columns of the cap', async () => {
    const wrong = await desk.staged(tableOf('item', [], { '抽查比例上限(%)': '', 比例文件依据: '' }));
    expect(wrong.counts).toMatchObject({ refused: 1 });
    expect(await desk.report(wrong.id)).toContain('一般检查事项必须注明抽查比例上限及其文件依据');
    expectOk(await desk.call('discardImport', { params: { id: wrong.id } }));
    await system.runJobs();

    await desk.imported(tableOf('item', []));
    const without = ['抽查比例上限(%)', '比例文件依据'];
    const key = await desk.staged(tableOf('item', without, { 事项类型: '重点' }));
    expect(key.counts).toMatchObject({ refused: 1 });
    expect(await desk.report(key.id)).toContain('重点检查事项不设抽查比例上限');
  });

  test('of a provincial list that is loaded replace the county’s', async () => {
    await desk.imported(tableOf('item', []));
    await desk.imported(tableOf('item', [], { 事项编码: 'HN-001', 清单层级: '省' }));
    const { items } = expectOk(await desk.call('listItems', { query: {} }));
    expect(items.map(({ id, supersededBy }) => [id, supersededBy])).toEqual([
      ['HN-001', undefined],
      ['SCJG-001', 'HN-001'],
    ]);
  });
});
