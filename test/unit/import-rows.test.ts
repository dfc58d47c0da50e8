import { describe, expect, test } from 'vitest';
import type { Cell, DateSystem } from '../../shared/domain/import/cells.ts';
import { importColumns } from '../../shared/domain/import/columns.ts';
import { bindHeader } from '../../shared/domain/import/header.ts';
import { parseImportRow } from '../../shared/domain/import/parse-row.ts';
import { type RegistryKind, registryKinds } from '../../shared/domain/registry/kinds.ts';
import { lawfulCell, lawfulCells } from '../support/example-rows.ts';

/** A lawful row with some cells replaced, as the market supervision office imports it. */
function parse<K extends RegistryKind>(
  kind: K,
  cells: Readonly<Record<string, Cell>> = {},
  dates: DateSystem = '1900',
) {
  const binding = bindHeader(
    kind,
    importColumns[kind].map((column) => column.header),
  );
  if (!binding.ok) throw new Error('template header');
  const unknown = Object.keys(cells).filter((name) => !importColumns[kind].some(({ header }) => header === name));
  expect(unknown).toEqual([]);
  const row = { line: 2, cells: importColumns[kind].map((column) => cells[column.header] ?? lawfulCell(column)) };
  return parseImportRow(binding.value, row, { department: 'SCJG', dates });
}

function problems(kind: RegistryKind, cells: Readonly<Record<string, Cell>>): Record<string, string> {
  const parsed = parse(kind, cells);
  return parsed.ok ? {} : Object.fromEntries(parsed.error.map(({ column, reason }) => [column, reason]));
}

describe('an object row', () => {
  test('becomes the object', () => {
    expect(parse('object')).toEqual({
      ok: true,
      value: {
        id: '91411422MA10000120',
        creditCode: '91411422MA10000120',
        name: '睢县示例餐饮有限公司',
        kind: '企业',
        department: 'SCJG',
        supervisors: ['SCJG', 'WJW'],
        township: '411422001',
        address: '凤城街道人民路1号',
        industry: 'H6210',
        creditClass: 'B',
        status: '存续',
        registeredOn: '2019-05-20',
        representative: '张三',
        phone: '0370-8100000',
        tags: [],
      },
    });
  });

  test('is in one line wherever the sheet wrapped it; only basis and content have lines', () => {
    const wrapped = parse('object', {
      名称: '睢县\n示例餐饮有限公司',
      地址: '城关镇人民路\n 1号\tA座\nBlock 2\nUnit 3',
    });
    expect(wrapped).toMatchObject({
      ok: true,
      value: { name: '睢县示例餐饮有限公司', address: '城关镇人民路1号A座Block 2 Unit 3' },
    });
    const item = parse('item', { 抽查事项: '食品\n检查', 检查内容: '一、许可证\n二、健康证' });
    expect(item).toMatchObject({ ok: true, value: { name: '食品检查', content: '一、许可证\n二、健康证' } });
  });

  test('is known by its credit code, without one by its number, and without either not at all', () => {
    const both = parse('object', { 对象编号: 'SCJG-D1' });
    expect(both.ok && both.value.id).toBe('91411422MA10000120');
    const number = parse('object', { 统一社会信用代码: '', 对象编号: ' ＳＣＪＧ-D1 ' });
    expect(number).toMatchObject({ ok: true, value: { id: 'SCJG-D1' } });
    expect(number.ok && 'creditCode' in number.value).toBe(false);
    expect(problems('object', { 统一社会信用代码: '' })['对象编号']).toContain('没有统一社会信用代码时必填');
  });

  test('names departments with or without the county, or by code; without any it is the own department', () => {
    const named = parse('object', { 监管部门: '睢县市场监督管理局；税务局;YCJ；税务局；' });
    expect(named).toMatchObject({ ok: true, value: { supervisors: ['SCJG', 'SHWJ', 'YCJ'] } });
    expect(parse('object', { 监管部门: '' })).toMatchObject({ ok: true, value: { supervisors: ['SCJG'] } });
    expect(problems('object', { 监管部门: '税务局' })).toEqual({ 监管部门: '监管部门应包含维护部门' });
  });

  test.each([
    [{ 乡镇街道: '411422206' }, { township: '411422206' }],
    [{ 乡镇街道: '睢县白庙乡' }, { township: '411422206' }],
    [{ 信用风险分类: 'ｂ' }, { creditClass: 'B' }],
    [{ 信用风险分类: 'D类' }, { creditClass: 'D' }],
    [{ 行业代码: 'h 6210' }, { industry: 'H6210' }],
    [{ 成立日期: { type: 'number', value: '43605' } as const }, { registeredOn: '2019-05-20' }],
    [{ 名称: '　睢县𠮷祥饭店 ' }, { name: '睢县𠮷祥饭店' }],
    [{ 名称: '睢县\u0000饭\u007f店\u0001' }, { name: '睢县饭店' }],
    [{ 标签: '食品；重点\n食品' }, { tags: ['食品', '重点'] }],
    [{ 地址: { type: 'text', value: '1号', formula: true } as const }, { address: '1号' }],
    [{ 成立日期: { type: 'date', value: '1938-09-01' } as const }, { registeredOn: '1938-09-01' }],
    [{ 标签: '餐饮、食堂（学校、工地）,旅馆' }, { tags: ['餐饮', '食堂（学校、工地）', '旅馆'] }],
    // Apache POI writes large numbers with an exponent.
    [{ 联系电话: { type: 'number', value: '1.38E10' } as const }, { phone: '13800000000' }],
    [{ 行业代码: { type: 'number', value: '6210' } as const }, { industry: 'H6210' }],
    [
      { 统一社会信用代码: '', 对象编号: '91411422ma10000120' },
      { id: '91411422MA10000120', creditCode: '91411422MA10000120' },
    ],
    [{ 对象类别: '个体户' }, { kind: '个体工商户' }],
    [{ 状态: '吊销，未注销' }, { status: '吊销' }],
    [{ 状态: '在营(开业)企业' }, { status: '存续' }],
    [{ 监管部门: '商丘市睢县市监局、河南省商丘市睢县卫健委' }, { supervisors: ['SCJG', 'WJW'] }],
    [{ 乡镇街道: '城关镇人民政府' }, { township: '411422105' }],
    [{ 乡镇街道: '411422105000' }, { township: '411422105' }],
  ])('%j is understood', (cells, value) => {
    expect(parse('object', cells)).toMatchObject({ ok: true, value });
  });

  test('counts a serial date from the day its workbook counts from', () => {
    const parsed = parse('object', { 成立日期: { type: 'number', value: '42143' } }, '1904');
    expect(parsed).toMatchObject({ ok: true, value: { registeredOn: '2019-05-20' } });
  });

  test('answers with everything that is wrong with it at once, each under its column', () => {
    const cells = {
      统一社会信用代码: '91350100M000100Y44',
      名称: ' ',
      对象类别: '公司',
      行业代码: 'X6210',
      联系电话: '无',
      成立日期: '2019-02-30',
    };
    const found = problems('object', cells);
    expect(Object.keys(found).toSorted()).toEqual(Object.keys(cells).toSorted());
    expect(found['名称']).toBe('必填，不能为空');
    expect(found['对象类别']).toContain('可填：企业、个体工商户');
  });

  test.each([
    [
      'numeric ids',
      { 统一社会信用代码: { type: 'number', value: '914114220000000000' } },
      '统一社会信用代码',
      '"文本"格式',
    ],
    [
      'ids by formula',
      { 统一社会信用代码: { type: 'text', value: '91411422MA10000120', formula: true } },
      '统一社会信用代码',
      '公式',
    ],
    [
      'ids that a spreadsheet took for a date',
      { 对象编号: { type: 'date', value: '2026-01-02' } },
      '对象编号',
      '日期格式',
    ],
    ['texts that a spreadsheet took for a date', { 地址: { type: 'date', value: '2026-01-02' } }, '地址', '日期格式'],
    ['texts that a spreadsheet took for true', { 负责人: { type: 'boolean', value: '1' } }, '负责人', '逻辑值'],
    ['formulas that gave nothing', { 标签: { type: 'text', value: '', formula: true } }, '标签', '没有得出内容'],
    ['a cell that another column is merged into', { 标签: { type: 'merged', value: '城关镇' } }, '标签', '合并单元格'],
    ['nothing but punctuation in a list', { 标签: '；、' }, '标签', '只有标点'],
    [
      'telephone numbers that lost a 0',
      { 联系电话: { type: 'number', value: '3708100000' } },
      '联系电话',
      '"文本"格式',
    ],
    ['abbreviated telephone numbers', { 联系电话: '1.38E+10' }, '联系电话', '科学计数法'],
    ['industries that may have lost a 0', { 行业代码: { type: 'number', value: '111' } }, '行业代码', '"文本"格式'],
    ['formulas in error', { 地址: { type: 'error', value: '#REF!', formula: true } }, '地址', '公式'],
    [
      'formulas never computed, optional column or not',
      { 负责人: { type: 'error', value: '', formula: true } },
      '负责人',
      '公式',
    ],
    ['names too long', { 名称: '长'.repeat(301) }, '名称', '最多300字'],
    ['tags too long', { 标签: '长'.repeat(21) }, '标签', '最多20字'],
    ['too many tags', { 标签: Array.from({ length: 21 }, (_, n) => n).join('；') }, '标签', '最多填20个'],
  ] as const)('with %s is refused', (_, cells, column, word) => {
    expect(problems('object', cells)).toEqual({ [column]: expect.stringContaining(word) });
  });

  test.each([
    ['乡镇街道', '城关乡', '城关镇'],
    ['监管部门', '卫生健康局', '卫生健康委'],
    ['状态', '存续中', '存续'],
  ])('with a word in %s that is on no list is told the nearest one', (column, word, nearest) => {
    expect(problems('object', { [column]: word })[column]).toContain(`是否应为"${nearest}"`);
  });

  test('with a name too long shows the first 60 characters of it', () => {
    const parsed = parse('object', { 名称: `首${'长'.repeat(300)}` });
    expect(parsed.ok ? undefined : parsed.error[0]?.value).toBe(`首${'长'.repeat(59)}`);
  });

  test('with a value too long to print shows its beginning, in whole characters', () => {
    const parsed = parse('object', { 对象类别: '𠮷'.repeat(100) });
    expect(parsed.ok ? undefined : parsed.error[0]?.value).toBe(`${'𠮷'.repeat(60)}…`);
  });
});

describe('an item row', () => {
  test('keeps its ratio in ten-thousandths with the document it comes from', () => {
    for (const [written, ratio] of [
      ['5.5', 550],
      [{ type: 'number', value: '5.5' }, 550],
      [{ type: 'number', value: '5.5000000000000007E-2', percent: true }, 550],
    ] as const)
      expect(parse('item', { '抽查比例上限(%)': written })).toMatchObject({
        ok: true,
        value: { kind: 'general', ratioCap: { ratio, document: '年度抽查工作方案' } },
      });
  });

  test('that is general without a cap, or key with one, is refused (R1)', () => {
    const none = { '抽查比例上限(%)': '', 比例文件依据: '' };
    expect(problems('item', none)['抽查比例上限(%)']).toContain('一般检查事项必须注明');
    expect(problems('item', { 事项类型: '重点' })['抽查比例上限(%)']).toContain('不设抽查比例上限');
    expect(parse('item', { 事项类型: '重点检查事项', ...none })).toMatchObject({ ok: true, value: { kind: 'key' } });
    expect(problems('item', { 比例文件依据: '' })).toEqual({ 比例文件依据: expect.stringContaining('一般事项必填') });
  });

  test('names methods and what it applies to', () => {
    const cells = {
      检查方式: '2；检验检测',
      适用乡镇街道: '白庙乡',
      适用信用风险分类: 'C；D',
      适用对象类别: '',
      适用行业: '',
    };
    expect(parse('item', cells)).toMatchObject({
      ok: true,
      value: { methods: ['2', '4'], applies: { townships: ['411422206'], creditClasses: ['C', 'D'] }, status: '有效' },
    });
  });
});

describe('an inspector row', () => {
  test('lists recusals with their grounds', () => {
    const cells = { 回避对象: '91411422MA10000120:亲属关系；SCJG-D1：持股任职', 可检查事项: '全部' };
    expect(parse('inspector', cells)).toMatchObject({
      ok: true,
      value: {
        itemScope: ['*'],
        recusals: [
          { objectId: '91411422MA10000120', ground: '亲属关系' },
          { objectId: 'SCJG-D1', ground: '持股任职' },
        ],
      },
    });
  });

  test('with a recusal without a ground says how to write it', () => {
    expect(problems('inspector', { 回避对象: 'SCJG-D1' })).toEqual({
      回避对象: expect.stringContaining('写成"对象编号:原因"'),
    });
  });
});

describe('the example row of a template', () => {
  test.each(registryKinds)('of %s is recognised by its id, which no department can own', (kind) => {
    const [column] = importColumns[kind];
    const found = problems(kind, { [column?.header ?? '']: column?.example ?? '' });
    expect(found).toEqual({ [column?.header ?? '']: expect.stringContaining('示例行') });
  });
});

describe('the shape of a row', () => {
  const binding = bindHeader(
    'expert',
    importColumns.expert.map((column) => column.header),
  );
  const parseCells = (cells: Cell[]) =>
    binding.ok ? parseImportRow(binding.value, { line: 2, cells }, { department: 'SCJG', dates: '1900' }) : undefined;
  const example: Cell[] = lawfulCells('expert');

  test('with too few cells is refused as a whole, since values may stand under the wrong header', () => {
    expect(parseCells(example.slice(0, 5))).toMatchObject({
      ok: false,
      error: [{ column: '', reason: expect.stringContaining('只有5个单元格，表头有10列') }],
    });
  });

  test('with a value beyond the last header is refused, with blanks there it is not', () => {
    expect(parseCells([...example, '多'])).toMatchObject({
      ok: false,
      error: [{ value: '多', reason: expect.stringContaining('第11个单元格') }],
    });
    expect(parseCells([...example, '', ' '])?.ok).toBe(true);
  });
});
