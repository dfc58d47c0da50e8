import { describe, expect, test } from 'vitest';
import { importCellsOf } from '../../shared/domain/import/cells-of-row.ts';
import { checkRows } from '../../shared/domain/import/check-rows.ts';
import { importColumns } from '../../shared/domain/import/columns.ts';
import { bindHeader } from '../../shared/domain/import/header.ts';
import { parseImportRow } from '../../shared/domain/import/parse-row.ts';
import { type RegistryKind, registryKinds } from '../../shared/domain/registry/kinds.ts';
import type { RegistryRow } from '../../shared/domain/registry/registry.ts';
import { lawfulCells } from '../support/example-rows.ts';

const context = { department: 'SCJG', dates: '1900' } as const;
const headerOf = (kind: RegistryKind) => importColumns[kind].map((column) => column.header);

function parsed<K extends RegistryKind>(kind: K, cells: readonly string[]): RegistryRow[K] {
  const binding = bindHeader(kind, headerOf(kind));
  const row = binding.ok ? parseImportRow(binding.value, { line: 2, cells }, context) : binding;
  if (!row.ok) throw new Error(JSON.stringify(row.error));
  return row.value;
}

describe('the header', () => {
  test.each(registryKinds)('of the %s template is accepted', (kind) => {
    expect(bindHeader(kind, headerOf(kind)).ok).toBe(true);
  });

  test('may be in another order, leave optional columns out and use full-width brackets', () => {
    const header = headerOf('item')
      .toReversed()
      .filter((name) => name !== '标签')
      .map((name) => ` ${name.replace('(%)', '（％）')}`);
    expect(bindHeader('item', header).ok).toBe(true);
  });

  test('with unknown, repeated and missing columns is refused with every one of them', () => {
    const header = ['专家编号', '姓名', '姓名', '年龄', '专业领域', '状态'];
    const bound = bindHeader('expert', header);
    expect(bound.ok ? [] : bound.error.map(({ column, reason }) => [column, reason.slice(0, 8)])).toEqual([
      ['姓名', '这一列出现了不止'],
      ['年龄', '模板中没有这一列'],
      ['工作单位', '缺少必填列，请按'],
    ]);
  });

  test('of an object file needs the credit code or the number', () => {
    const without = headerOf('object').filter((name) => name !== '统一社会信用代码' && name !== '对象编号');
    expect(bindHeader('object', without)).toMatchObject({ ok: false, error: [{ column: '统一社会信用代码' }] });
    expect(bindHeader('object', [...without, '对象编号']).ok).toBe(true);
  });
});

describe('a file', () => {
  const expert = (id: string, name = '王五') => ({ cells: [id, name, '中心', '食品', '', '', '', '有效', '', ''] });

  test('keeps the first of rows with the same id and reports the later ones with its line; a faulty row holds no id', async () => {
    const binding = bindHeader('expert', headerOf('expert'));
    if (!binding.ok) throw new Error('template header');
    const rows = async function* () {
      yield { line: 2, ...expert('Z1', '') };
      yield { line: 3, ...expert('Z1') };
      yield { line: 7, ...expert('Z2') };
      yield { line: 9, ...expert(' Ｚ1') };
    };
    const seen: unknown[] = [];
    for await (const row of checkRows(binding.value, rows(), context)) seen.push([row.line, row.ok || row.problems]);
    expect(seen).toEqual([
      [2, [{ column: '姓名', value: '', reason: '必填，不能为空' }]],
      [3, true],
      [7, true],
      [9, [{ column: '专家编号', value: 'Z1', reason: '与第3行重复，请只保留一行' }]],
    ]);
  });
});

describe('a registry row', () => {
  test.each(registryKinds)('of kind %s can be written out as cells and read back the same', (kind) => {
    const row = parsed(kind, lawfulCells(kind));
    expect(parsed(kind, importCellsOf(kind, row))).toEqual(row);
  });

  test('of an inspector says what decides the matching, and what cannot be read', () => {
    const cells = lawfulCells('inspector');
    const at = (header: string) => importColumns.inspector.findIndex((column) => column.header === header);
    cells[at('所在乡镇街道')] = '睢县尚屯镇';
    cells[at('可任组长')] = '否';
    cells[at('每批次最多检查数')] = '１２';
    expect(parsed('inspector', cells)).toMatchObject({ township: '411422107', mayLead: false, capacity: 12 });
    for (const [header, text] of [
      ['可任组长', '可以'],
      ['每批次最多检查数', '十二'],
      ['每批次最多检查数', '0'],
    ] as const) {
      const wrong = cells.with(at(header), text);
      expect(() => parsed('inspector', wrong)).toThrow();
    }
  });

  test('with every column filled reads back the same', () => {
    const cells = [
      'A-1',
      '名',
      '类',
      '一般',
      '省',
      '据',
      '主',
      '象',
      '容',
      '实地核查；检验检测',
      '5.25',
      '文',
      '频',
      '资格',
      '领域',
      '企业；产品',
      '白庙乡',
      'H62；A',
      'C；D',
      '甲',
      '失效',
      '乙；丙',
      '食品检验',
      '是',
    ];
    expect(cells).toHaveLength(importColumns.item.length);
    expect(importCellsOf('item', parsed('item', cells))).toEqual(cells);
  });
});
