import { describe, expect, test } from 'vitest';
import { readBytes, rowsOf } from '../support/read-bytes.ts';
import { workbookOf, workbookParts, zipOf } from '../support/xlsx-fixture.ts';

const inline = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
const header = `<row r="1">${inline('A1', '编号')}${inline('B1', '名称')}${inline('C1', '数')}</row>`;

/** The cells below the header of a sheet that has this in row 2. */
const secondRow = async (cells: string, more: Partial<Parameters<typeof workbookOf>[0]> = {}) =>
  (await rowsOf(workbookOf({ rows: `${header}<row r="2">${cells}</row>`, ...more })))[0]?.cells;

describe('reading XLSX', () => {
  test('shared strings, rich text and rare characters are read as Excel shows them', async () => {
    const strings =
      '<si><t>睢县𠮷祥饭店</t></si>' +
      '<si><r><rPr><b/></rPr><t xml:space="preserve">城关镇 </t></r><r><t>1号</t></r><rPh sb="0" eb="1"><t>チョウ</t></rPh></si>' +
      '<si><t>a_x000D_b &amp; &lt;c&gt;</t></si>';
    const cells = '<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c>';
    expect(await secondRow(cells, { strings })).toEqual(['睢县𠮷祥饭店', '城关镇 1号', 'a\rb & <c>']);
  });

  test('a code for half a character is left as it is written', async () => {
    expect(await secondRow(inline('A2', 'a_xD842_b_x0041_'))).toEqual(['a_xD842_bA', '', '']);
  });

  test('a cell keeps its column where cells before it are absent, and short rows are filled up', async () => {
    expect(await secondRow(inline('B2', 'x'))).toEqual(['', 'x', '']);
  });

  test('cells and rows without references follow one another', async () => {
    const rows = '<row><c t="str"><v>a</v></c></row><row/><row><c t="str"><v>b</v></c></row>';
    expect(await rowsOf(workbookOf({ rows }))).toEqual([{ line: 3, cells: ['b'] }]);
  });

  test('numbers, booleans, errors and formulas are told apart from text', async () => {
    expect(
      await secondRow(
        '<c r="A2"><v>914114220000000000</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#REF!</v></c>',
      ),
    ).toEqual([
      { type: 'number', value: '914114220000000000' },
      { type: 'boolean', value: '1' },
      { type: 'error', value: '#REF!' },
    ]);
    expect(
      await secondRow(
        '<c r="A2" t="str"><f>B1</f><v>x</v></c><c r="B2"><f>1+1</f><v>2</v></c><c r="C2"><f>1+1</f></c>',
      ),
    ).toEqual([
      { type: 'text', value: 'x', formula: true },
      { type: 'number', value: '2', formula: true },
      { type: 'error', value: '', formula: true },
    ]);
  });

  test('a number shown as a percentage says so, by built-in or custom format', async () => {
    const cellXfs = '<xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="170"/><xf numFmtId="171"/>';
    const numFmts =
      '<numFmts><numFmt numFmtId="170" formatCode="0.0%"/><numFmt numFmtId="171" formatCode="0&quot;%&quot;"/></numFmts>';
    const cells = '<c r="A2" s="1"><v>0.05</v></c><c r="B2" s="2"><v>0.05</v></c><c r="C2" s="3"><v>5</v></c>';
    expect(await secondRow(cells, { cellXfs, numFmts })).toEqual([
      { type: 'number', value: '0.05', percent: true },
      { type: 'number', value: '0.05', percent: true },
      { type: 'number', value: '5' },
    ]);
  });

  test('blank and merely formatted rows are skipped, and the others keep their row numbers', async () => {
    const rows = `<row r="3">${inline('A3', 'h')}</row><row r="4"><c r="A4" s="0"/></row><row r="9">${inline('A9', ' ')}</row><row r="12">${inline('A12', 'x')}</row>`;
    expect(await rowsOf(workbookOf({ rows }))).toEqual([{ line: 12, cells: ['x'] }]);
  });

  test('the first visible sheet is read, and the date system of the workbook is known', async () => {
    const before = [
      { state: 'hidden', rows: `<row r="1">${inline('A1', '隐藏')}</row>` },
      { state: 'veryHidden', rows: `<row r="1">${inline('A1', '深藏')}</row>` },
    ];
    const file = workbookOf({ rows: header, before, workbookPr: '<workbookPr date1904="1"/>' });
    expect(await readBytes(file)).toEqual({
      ok: true,
      value: { format: 'xlsx', dates: '1904', header: ['编号', '名称', '数'], rows: [] },
    });
  });

  test('prefixed element names and upper-case part names are the same workbook', async () => {
    const parts = workbookParts({ rows: `${header}<row r="2">${inline('A2', 'x')}</row>` }).map((part) => ({
      name: part.name.replace('xl/worksheets/sheet1.xml', 'xl/Worksheets/Sheet1.xml'),
      data: part.name.includes('sheet1')
        ? String(part.data)
            .replaceAll(/<(\/?)(worksheet|sheetData|row|c|is|t)\b/g, '<$1x:$2')
            .replace('xmlns=', 'xmlns:x=')
        : part.data,
    }));
    expect(await rowsOf(zipOf(parts))).toEqual([{ line: 2, cells: ['x', '', ''] }]);
  });

  test('leaving a file before its end closes it', async () => {
    const rows =
      header + Array.from({ length: 5_000 }, (_, n) => `<row r="${n + 2}">${inline(`A${n + 2}`, 'x')}</row>`).join('');
    const { readTable } = await import('../../functions/adapters/tabular/read-table.ts');
    const file = {
      open: async function* () {
        yield workbookOf({ rows });
      },
    };
    const first = await readTable(file, async (table) => {
      for await (const row of table.rows) return row;
      return undefined;
    });
    expect(first).toEqual({ ok: true, value: { line: 2, cells: ['x', '', ''] } });
  });
});
