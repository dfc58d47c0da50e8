import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { beforeEach, describe, expect, test } from 'vitest';
import { importColumns } from '../../shared/domain/import/columns.ts';
import { type RegistryKind, registryKinds } from '../../shared/domain/registry/kinds.ts';
import { lawfulCell } from '../support/example-rows.ts';
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
  const lines = [
    columns.map(({ header }) => header),
    columns.map((column) => cells[column.header] ?? lawfulCell(column)),
  ];
  return { kind, name: '名录.csv', bytes: Buffer.from(lines.map((line) => line.join(',')).join('\n')) };
};

describe('the template', () => {
  test.each(registryKinds.flatMap((kind) => [[kind, 'csv'] as const, [kind, 'xlsx'] as const]))(
    'of %s as %s, as it was downloaded, imports nothing: its example row is refused as such',
    async (kind, format) => {
      const file = expectOk(await desk.call('getImportTemplate', { params: { kind }, query: { format } }));
      // The answer of a file is its bytes; the client's type names what the handler gave.
      const bytes = new Uint8Array(file as unknown as ArrayBuffer);
      const entry = await desk.staged({ kind, name: `模板.${format}`, bytes });
      expect(entry.counts).toMatchObject({ rows: 1, added: 0, refused: 1, remarks: 0 });
      expect(await desk.report(entry.id)).toMatch(/^2,[^,]+,[^,]+（示例）,这是模板的示例行/m);
    },
  );
});

describe('a file', () => {
  const name = '睢县𠮷祥饭店';
  const table = [objectHeader, objectRow(1, name)].map((line) => line.split(','));

  test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ['UTF-8', () => Buffer.from(csv(objectRow(1, name)))],
    ['UTF-8 with a byte order mark', () => Buffer.from(`\ufeff${csv(objectRow(1, name))}`)],
    ['GB18030', () => iconv.encode(csv(objectRow(1, name)), 'gb18030')],
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

  test('keep their recusals and tags when a later file has no column for them', async () => {
    await desk.imported(tableOf('inspector', []));
    expectOk(await desk.call('tagInspectors', { body: { ids: ['SCJG-R001'], add: ['骨干'], remove: [] } }));
    const without = ['回避对象', '标签', '专业资格'];
    const same = await desk.imported(tableOf('inspector', without));
    expect(same.counts).toMatchObject({ unchanged: 1, changed: 0, emptied: 0 });
    await desk.imported(tableOf('inspector', without, { 姓名: '李四光' }));
    expect(await inspector()).toMatchObject({
      name: '李四光',
      tags: ['骨干'],
      qualifications: ['特种设备安全监察员'],
      recusals: [{ ground: '亲属关系' }],
    });
  });

  test('lose what a later file leaves empty, and each value is shown and counted before it is lost', async () => {
    await desk.imported(tableOf('inspector', [], { 可任组长: '否', 标签: '骨干' }));
    const emptied = { 回避对象: '', 标签: '', 可任组长: '' };
    const entry = await desk.staged(tableOf('inspector', [], emptied));
    expect(entry.counts).toMatchObject({ changed: 1, refused: 0, emptied: 3, remarks: 4, takenOut: 1 });
    const report = await desk.report(entry.id);
    expect(report).toMatch(/^2,回避对象,91411422MA10000120:亲属关系,.*将被清空,提示/m);
    expect(report).toMatch(/^2,标签,骨干,.*将被清空,提示/m);
    expect(report).toMatch(/^2,可任组长,否,.*将被清空,提示/m);
    expect(report).toMatch(/生效后影响人员指派（.*能否任组长改变、回避改变）/);
    expect(await inspector()).toMatchObject({ recusals: [{ ground: '亲属关系' }], tags: ['骨干'], mayLead: false });
    expectOk(await desk.activate(entry));
    expect(await inspector()).toMatchObject({ recusals: [], tags: [] });
  });

  test('whose certificate ends before it begins are refused', async () => {
    const entry = await desk.staged(tableOf('inspector', [], { 证件有效期至: '2022-12-31' }));
    expect(entry.counts).toMatchObject({ refused: 1 });
    expect(await desk.report(entry.id)).toMatch(/^2,证件有效期至,2022-12-31,有效期止不能早于有效期起/m);
  });
});

describe('objects', () => {
  test('lose a second supervising department to an empty cell only after it was shown and counted', async () => {
    await desk.imported(tableOf('object', []));
    const entry = await desk.staged(tableOf('object', [], { 监管部门: '' }));
    expect(entry.counts).toMatchObject({ changed: 1, emptied: 1 });
    expect(await desk.report(entry.id)).toMatch(
      /^2,监管部门,市场监督管理局；卫生健康委,.*将变为""市场监督管理局"".*,提示/m,
    );
  });

  test('of one name in one township under two numbers are reported', async () => {
    const entry = await desk.staged(csv(objectRow(1, '睢县惠民商店'), objectRow(2, '睢县惠民商店')));
    expect(entry.counts).toMatchObject({ added: 2, refused: 0, remarks: 1 });
    expect(await desk.report(entry.id)).toMatch(/^3,名称,睢县惠民商店,与第2行的名称、乡镇街道相同/m);
  });

  test('with a question mark where a character was lost are reported', async () => {
    const entry = await desk.staged(csv(objectRow(1, '睢县?记面馆')));
    expect(entry.counts).toMatchObject({ added: 1, remarks: 1 });
    expect(await desk.report(entry.id)).toMatch(/^2,名称,睢县\?记面馆,.*丢失/m);
  });
});

describe('what a row names in another registry', () => {
  test('is not remarked on when it is there', async () => {
    await desk.imported(csv(objectRow(1)));
    await desk.imported(tableOf('item', []));
    const entry = await desk.staged(
      tableOf('inspector', [], { 回避对象: `${codeOf(1).toLowerCase()}：亲属`, 可检查事项: 'SCJG-001' }),
    );
    expect(entry.counts).toMatchObject({ added: 1, refused: 0, remarks: 0 });
  });

  test('and no registry knows is named: items, tags of items, objects of experts', async () => {
    const inspectors = await desk.staged(tableOf('inspector', ['回避对象'], { 可检查事项: 'SCJG-001、SCJG-999' }));
    expect(await desk.report(inspectors.id)).toMatch(/^2,可检查事项,SCJG-999,.*没有这个事项编码/m);

    await desk.imported(csv(objectRow(1)));
    const items = await desk.staged(tableOf('item', [], { 适用标签: '学校食堂' }));
    expect(await desk.report(items.id)).toMatch(/^2,适用标签,学校食堂,.*没有带这个标签的对象/m);

    const experts = await desk.staged(tableOf('expert', [], { 回避对象: 'SCJG-D1:持股任职' }));
    expect(experts.counts).toMatchObject({ added: 1, remarks: 1 });
  });

  test('as an early code that fails the check, kept under that number, is known', async () => {
    const header = '对象编号,名称,对象类别,乡镇街道,地址,行业代码,信用风险分类,状态';
    await desk.imported(`${header}\n91350203M0001AAA12,老字号商行,企业,城关镇,人民路1号,F5211,B,存续`);
    const entry = await desk.staged(tableOf('inspector', [], { 回避对象: '91350203M0001AAA12:持股' }));
    expect(entry.counts).toMatchObject({ added: 1, refused: 0, remarks: 0 });
  });
});

describe('a workbook', () => {
  const rows = (...lines: readonly string[]) => lines.map((line) => line.split(','));
  const workbook = (sheets: Parameters<typeof writeXlsx>[0]['sheets']) => writeXlsx({ sheets });

  test('with a hidden sheet says that it was not read', async () => {
    const bytes = await workbook([
      { name: '名录', rows: rows(objectHeader, objectRow(1)) },
      { name: '旧名录', rows: rows(objectHeader, objectRow(2)), hidden: true },
    ]);
    const entry = await desk.staged({ bytes });
    expect(entry.counts).toMatchObject({ rows: 1, added: 1, remarks: 1 });
    expect(await desk.report(entry.id)).toContain('工作表""旧名录""是隐藏的，未读取');
  });

  test('with the same object on two sheets names the sheet of the first', async () => {
    const bytes = await workbook([
      { name: '城关镇', rows: rows(objectHeader, objectRow(1)) },
      { name: '平岗镇', rows: rows(objectHeader, objectRow(2), objectRow(1)) },
    ]);
    const entry = await desk.staged({ bytes });
    expect(entry.counts).toMatchObject({ rows: 3, added: 2, refused: 1 });
    expect(await desk.report(entry.id)).toMatch(/^3,统一社会信用代码,.*与工作表""?城关镇""?第2行重复.*,未导入,平岗镇/m);
  });

  test('none of whose sheets has the header is refused with what is missing where most of it is', async () => {
    const bytes = await workbook([
      { name: '说明', rows: [['请先阅读']] },
      { name: '名录', rows: rows(objectHeader.replace('名称,', ''), objectRow(1)) },
    ]);
    const entry = await desk.staged({ bytes });
    expect(entry).toMatchObject({ status: 'refused', failure: '表头与模板不符，详见校验报告' });
    const report = await desk.report(entry.id);
    expect(report).toMatch(/^1,名称,,缺少必填列.*,未导入,名录/m);
    expect(report).toContain('工作表""说明""');
  });

  test('with a header in two rows, the upper ones merged, is read by the lower', async () => {
    const [first = '', ...others] = objectHeader.split(',');
    const bytes = await workbook([
      {
        name: '名录',
        rows: [
          ['睢县检查对象名录库'],
          [first, ...others.map((name, at) => (at < 3 ? name : at === 3 ? '登记信息' : null))],
          [null, null, null, null, ...others.slice(3)],
          objectRow(1).split(','),
        ],
        merges: [
          ...[0, 1, 2, 3].map((column) => ({ startRow: 1, endRow: 2, startCol: column, endCol: column })),
          { startRow: 1, endRow: 1, startCol: 4, endCol: 7 },
        ],
      },
    ]);
    expect((await desk.staged({ bytes })).counts).toMatchObject({ rows: 1, added: 1, refused: 0 });
  });

  test('that repeats its header between the rows, as printed lists do, is read without it', async () => {
    const entry = await desk.staged(csv(objectRow(1), objectHeader, objectRow(2)));
    expect(entry.counts).toMatchObject({ rows: 2, added: 2, remarks: 1 });
    expect(await desk.report(entry.id)).toContain('1行（第3行）重复了表头');
  });

  test.each([
    ['nothing', '\n\n,,\n', '文件里没有内容'],
    ['a header alone', objectHeader, '文件里没有数据行'],
    ['rows without a header', `${objectRow(1)}\n${objectRow(2)}`, '表头与模板不符，详见校验报告'],
  ])('with %s is refused as a whole', async (_, text, failure) => {
    expect(await desk.staged(text)).toMatchObject({ status: 'refused', failure });
  });
});

describe('items', () => {
  test('are public once their import is activated and settled, with nothing published by hand', async () => {
    const entry = await desk.staged(tableOf('item', []));
    const listed = async () => expectOk(await system.as(undefined)('listPublicItems', {})).items.map(({ id }) => id);
    expect(await listed()).toEqual([]);
    expectOk(await desk.activate(entry));
    expect(await listed()).toEqual(['SCJG-001']);
  });

  test('are public no longer once the import that brought them is undone, and again with the next import', async () => {
    const entry = await desk.imported(tableOf('item', []));
    const params = { id: entry.id };
    const undo = { key: 'undo-items-0001', params, body: { reason: '误用了草稿清单' } };
    const { id } = expectOk(await desk.call('undoImport', undo));
    await system.runJobs();
    const { version } = await desk.get(id);
    const second = person('SCJG', 'department-admin', '乙');
    expectOk(await system.as(second)('approveUndo', { params: { id }, version }));
    await system.runJobs();
    const listed = async () =>
      expectOk(await system.as(undefined)('listPublicItems', {})).items.map((item) => [item.id, item.content]);
    expect(await listed()).toEqual([]);
    await desk.imported(tableOf('item', [], { 检查内容: '新内容' }));
    expect(await listed()).toEqual([['SCJG-001', '新内容']]);
  });

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

  test('keep what a later file has no column for, one narrowing at a time', async () => {
    await desk.imported(tableOf('item', []));
    await desk.imported(tableOf('item', ['适用对象类别'], { 适用行业: 'C13' }));
    const item = expectOk(await desk.call('getItem', { params: { id: 'SCJG-001' } }));
    expect(item.applies).toEqual({ kinds: ['企业', '个体工商户'], industries: ['C13'] });
  });

  test('of a provincial list that is loaded replace the county’s', async () => {
    await desk.imported(tableOf('item', []));
    const province = await desk.staged(tableOf('item', [], { 事项编码: 'HN-001', 清单层级: '省' }));
    expect(province.counts).toMatchObject({ added: 1, takenOut: 1 });
    expect(province.takenFrom).toEqual([{ department: 'SCJG', rows: 1 }]);
    expect(await desk.report(province.id)).toMatch(/^2,,SCJG-001,.*由更高层级清单的同名事项替代/m);
    const alone = { params: { id: province.id }, version: province.version, body: {} };
    expect(await desk.call('activateImport', alone)).toMatchObject({ error: { kind: 'same-person' } });
    expectOk(await desk.activate(province));
    const { items } = expectOk(await desk.call('listItems', { query: {} }));
    expect(items.map(({ id, supersededBy }) => [id, supersededBy])).toEqual([
      ['HN-001', undefined],
      ['SCJG-001', 'HN-001'],
    ]);
  });
});
