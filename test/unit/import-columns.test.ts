import { describe, expect, test } from 'vitest';
import type { Cell } from '../../shared/domain/import/cells.ts';
import { importColumns } from '../../shared/domain/import/columns.ts';
import { bindHeader } from '../../shared/domain/import/header.ts';
import { parseImportRow } from '../../shared/domain/import/parse-row.ts';
import { type RegistryKind, registryKinds } from '../../shared/domain/registry/kinds.ts';
import { lawfulCell } from '../support/example-rows.ts';

const headersOf = (kind: RegistryKind) => importColumns[kind].map(({ header }) => header);

/** What a lawful row becomes with one cell written otherwise. */
function withCell(kind: RegistryKind, header: string, cell: Cell) {
  const binding = bindHeader(kind, headersOf(kind));
  if (!binding.ok) throw new Error('template header');
  const cells = importColumns[kind].map((column) => (column.header === header ? cell : lawfulCell(column)));
  return parseImportRow(binding.value, { line: 2, cells }, { department: 'SCJG', dates: '1900' });
}
const reasonsFor = (kind: RegistryKind, header: string, cell: Cell): readonly string[] => {
  const parsed = withCell(kind, header, cell);
  return parsed.ok ? [] : parsed.error.filter(({ column }) => column === header).map(({ reason }) => reason);
};
const columns = registryKinds.flatMap((kind) => headersOf(kind).map((header) => [kind, header] as const));

/** What a row may leave empty, and a file leave out; all else the registry needs. */
const optional: Readonly<Record<RegistryKind, readonly string[]>> = {
  item: [
    ...['抽查比例上限(%)', '比例文件依据', '所需专业资格', '联合抽查领域', '状态', '标签', '所需专家领域'],
    ...['适用对象类别', '适用乡镇街道', '适用行业', '适用信用风险分类', '适用标签', '专家必须到场'],
  ],
  object: ['统一社会信用代码', '对象编号', '监管部门', '成立日期', '负责人', '联系电话', '标签'],
  inspector: [
    ...['专业资格', '业务专长', '联系电话', '回避对象', '标签', '所在乡镇街道', '可任组长', '每批次最多检查数'],
  ],
  expert: ['职称', '联系电话', '聘期至', '标签', '回避对象'],
};
/** Columns that hold several values, and two of them. */
const many: Readonly<Record<RegistryKind, Readonly<Record<string, string>>>> = {
  item: {
    检查方式: '实地核查；书面检查',
    适用对象类别: '企业；产品',
    适用乡镇街道: '城关镇；白庙乡',
    适用行业: 'H62；F52',
    适用信用风险分类: 'A；B',
    适用标签: '甲；乙',
    标签: '甲；乙',
  },
  object: { 监管部门: '市场监督管理局；税务局', 标签: '甲；乙' },
  inspector: {
    专业资格: '甲；乙',
    业务专长: '甲；乙',
    可检查事项: 'SCJG-001；SCJG-002',
    回避对象: 'SCJG-D1:亲属关系；SCJG-D2:亲属关系',
    标签: '甲；乙',
  },
  expert: { 专业领域: '甲；乙', 标签: '甲；乙', 回避对象: 'SCJG-D1:亲属关系；SCJG-D2:亲属关系' },
};
/** Columns whose digits a spreadsheet may have lost: a number in them is refused. */
const asText: Readonly<Record<RegistryKind, readonly string[]>> = {
  item: ['事项编码', '适用行业'],
  object: ['统一社会信用代码', '对象编号', '行业代码', '联系电话'],
  inspector: ['人员编号', '执法证号', '可检查事项', '联系电话', '回避对象'],
  expert: ['专家编号', '联系电话', '回避对象'],
};

test('every column that the lists above name is one of the template', () => {
  for (const named of [optional, asText])
    for (const kind of registryKinds) expect(headersOf(kind)).toEqual(expect.arrayContaining([...named[kind]]));
  for (const kind of registryKinds) expect(headersOf(kind)).toEqual(expect.arrayContaining(Object.keys(many[kind])));
});

describe.each(columns)('of %s the column %s', (kind, header) => {
  const may = optional[kind].includes(header);

  test(may ? 'may be left out' : 'is asked for', () => {
    const without = bindHeader(
      kind,
      headersOf(kind).filter((each) => each !== header),
    );
    expect(without.ok ? [] : without.error.map(({ column }) => column)).toEqual(may ? [] : [header]);
  });

  test('holds one value or several', () => {
    const two = many[kind][header];
    const column = importColumns[kind].find((each) => each.header === header);
    expect(column?.many ?? false).toBe(two !== undefined);
    if (two === undefined) return;
    const parsed = withCell(kind, header, two);
    expect(parsed.ok).toBe(true);
    const field = (column?.field ?? '')
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], parsed.ok ? parsed.value : {});
    expect(field).toHaveLength(2);
  });

  test(
    asText[kind].includes(header) ? 'refuses what a spreadsheet keeps as a number' : 'takes a number as text',
    () => {
      const reasons = reasonsFor(kind, header, { type: 'number', value: '123456' });
      const refused = reasons.some((reason) => reason.includes('单元格是数字格式'));
      expect(refused).toBe(asText[kind].includes(header));
    },
  );
});

// R1, and the number of an object that has no credit code, are asked for by the row and not by the column.
const askedByRow = ['抽查比例上限(%)', '比例文件依据', '统一社会信用代码'];

test.each(columns.filter(([, header]) => !askedByRow.includes(header)))(
  'of %s the column %s is left empty only where it may be left out',
  (kind, header) => {
    expect(reasonsFor(kind, header, '')).toEqual(optional[kind].includes(header) ? [] : ['必填，不能为空']);
    expect(withCell(kind, header, '').ok).toBe(optional[kind].includes(header));
  },
);

test.each([
  ['object', '联系电话', '13800000000', '138000000000'],
  ['object', '联系电话', '13800000000', '23800000000'],
  ['object', '行业代码', '6210', '621'],
  ['item', '适用行业', '6210', '62'],
] as const)(
  'a number in %s, %s is trusted as %s, which has lost nothing, and not as %s',
  (kind, header, whole, lost) => {
    const number = (value: string) => reasonsFor(kind, header, { type: 'number', value });
    expect(number(whole)).toEqual([]);
    expect(number(lost)[0]).toContain('"文本"格式');
  },
);

test('an example of the template is lawful but for its number, and the marks of an example are its own', () => {
  for (const kind of registryKinds) {
    const [first] = importColumns[kind];
    expect(first?.example).toMatch(/（示例）$/);
    expect(withCell(kind, '标签', '').ok).toBe(true);
    expect(reasonsFor(kind, first?.header ?? '', `A1(示例)`)[0]).toContain('示例行');
  }
});
