import { buffer, text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { writeXlsxStream } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { problemReport } from '../../functions/adapters/tabular/problem-report.ts';
import { csvTemplate, xlsxTemplate } from '../../functions/adapters/tabular/templates.ts';
import { csvText } from '../../functions/adapters/tabular/write-csv.ts';
import { importColumns } from '../../shared/domain/import/columns.ts';
import { registryKinds } from '../../shared/domain/registry/kinds.ts';
import { allRowsOf, rowsOf } from '../support/read-bytes.ts';

const columns = [{ header: '编号', text: true as const }, { header: '名称' }, { header: '备注' }];
const header = columns.map((column) => column.header);
const asCsv = async (rows: string[][]) => Buffer.from(await text(csvText(header, rows)));
/** `_x0041_` means the letter A in a spreadsheet's text; where it was really typed, its first mark is written as a code. */
const escapeControl = (cell: string) => cell.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
const asXlsx = (rows: string[][]) =>
  buffer(
    writeXlsxStream(
      rows.map((row) => row.map(escapeControl)),
      { name: '导入', columns: columns.map((column) => ({ header: column.header, numFmt: '@' })) },
    ),
  );

const awkward = fc.constantFrom(
  '=1+1',
  "'=1",
  "''x",
  '_x0041_',
  '_x005F_x0041_',
  '𠮷',
  '"',
  ',',
  '\n',
  'a\nb',
  '\t9',
  '-',
  '@',
  '＝',
  '&lt;',
);
/** What a cell of a spreadsheet can hold: no control characters but tab and line feed. */
const plain = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .filter((each) => !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(each));
/** A cell of blanks alone is an empty cell. */
const cell = fc
  .oneof(
    awkward,
    plain,
    fc.array(fc.oneof(awkward, plain), { maxLength: 3 }).map((parts) => parts.join('')),
  )
  .map((each) => (each.trim() === '' ? '' : each));
/** The first cell keeps the row from being blank. */
const rows = fc.array(
  fc.tuple(fc.constantFrom('A-1', '007', '914114220000000000'), cell, cell).map((row) => [...row]),
  { maxLength: 8 },
);

describe('what we write', () => {
  test.each([
    ['CSV', asCsv],
    ['XLSX', asXlsx],
  ])('as %s reads back unchanged, character for character', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(rows, async (written) => {
        const read = (await rowsOf(await write(written))).map(({ cells }) => cells);
        // A sheet does not store the empty cells at the end of a row.
        expect(read.map((cells) => header.map((_, at) => cells[at] ?? ''))).toEqual(written);
      }),
      { numRuns: 60 },
    );
  });

  test('as CSV starts with a byte order mark, ends lines as Windows does and starts no formula', async () => {
    const file = await text(
      csvText(['a'], [['=HYPERLINK("http://x")'], ['+1'], ['-1'], ['@x'], ['\tx'], ['＝1'], ['1=1']]),
    );
    expect(file.startsWith('\ufeffa\r\n')).toBe(true);
    const cells: string[][] = parse(file, { bom: true, from_line: 2 });
    expect(cells.map(([first]) => first)).toEqual([
      '\'=HYPERLINK("http://x")',
      "'+1",
      "'-1",
      "'@x",
      "'\tx",
      "'＝1",
      '1=1',
    ]);
  });

  test('as a problem report names line, column, value and reason', async () => {
    const file = await text(problemReport([{ line: 7, column: '名称', value: '=cmd()', reason: '太长，最多300字' }]));
    const remark = { line: 0, column: '', value: '', reason: '隐藏', remark: true as const, sheet: '城关镇' };
    expect(file).toBe("\ufeff行,列,值,问题,处理,工作表\r\n7,名称,'=cmd(),太长，最多300字,未导入,\r\n");
    expect(await text(problemReport([remark]))).toContain('\r\n,,,隐藏,提示,城关镇\r\n');
  });
});

describe('the templates', () => {
  test.each(registryKinds)('of %s hold its columns and the example row in both formats', async (kind) => {
    const trimmed = (cells: readonly unknown[]) => cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
    const expected = [
      importColumns[kind].map((each) => each.header),
      trimmed(importColumns[kind].map((each) => each.example)),
    ];
    for (const file of [await text(csvTemplate(kind)), await xlsxTemplate(kind)])
      expect((await allRowsOf(file)).slice(0, 2).map(({ cells }) => trimmed(cells))).toEqual(expected);
  });
});
