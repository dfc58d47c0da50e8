import { describe, expect, test } from 'vitest';
import { allRowsOf, readBytes, rowsOf } from '../support/read-bytes.ts';
import { workbookOf, workbookParts, zipOf } from '../support/xlsx-fixture.ts';

const inline = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
const header = `<row r="1">${inline('A1', '编号')}${inline('B1', '名称')}${inline('C1', '数')}</row>`;

/** The cells below the header of a sheet that has this in row 2. */
const secondRow = async (cells: string, more: Partial<Parameters<typeof workbookOf>[0]> = {}) =>
  (await rowsOf(workbookOf({ rows: `${header}<row r="2">${cells}</row>`, ...more })))[0]?.cells;

describe('a merged cell', () => {
  const merged = async (merges: readonly string[], ...rows: readonly string[]) => {
    const numbered = rows.map((cells, n) => `<row r="${n + 2}">${cells}</row>`).join('');
    const read = await allRowsOf(workbookOf({ rows: header + numbered, merges }));
    return read.slice(1).map(({ cells }) => cells);
  };
  const covered = (value: string) => ({ type: 'merged', value });

  test('holds in every row it covers', async () => {
    const rows = [
      inline('A2', '1') + inline('B2', '甲'),
      inline('A3', '2'),
      `${inline('A4', '3')}<c r="B4"/>`,
      inline('A5', '4'),
    ];
    expect(await merged(['B2:B4'], ...rows)).toEqual([['1', '甲'], ['2', '甲'], ['3', '甲'], ['4']]);
  });

  test('across columns leaves open what stands in the others', async () => {
    const rows = [inline('A2', '1') + inline('B2', '甲'), inline('A3', '2')];
    expect(await merged(['B2:C3'], ...rows)).toEqual([
      ['1', '甲', covered('甲')],
      ['2', '甲', covered('甲')],
    ]);
  });

  test('that hides another value in one of its rows leaves open which is meant', async () => {
    const rows = [inline('A2', '1') + inline('B2', '甲'), inline('A3', '2') + inline('B3', '乙')];
    expect(await merged(['B2:B3'], ...rows)).toEqual([
      ['1', '甲'],
      ['2', covered('甲')],
    ]);
  });

  test('that is empty, or reaches beyond the last row, fills nothing', async () => {
    const rows = [inline('A2', '1'), inline('A3', '2') + inline('B3', '甲'), '<c r="A4"/><c r="B4"/>'];
    expect(await merged(['C2:C3', 'B3:B99'], ...rows)).toEqual([['1'], ['2', '甲']]);
  });

  test('does not make a row of formulas that gave nothing a row of the list', async () => {
    const nothing = '<c r="A3" t="str"><f>""</f><v></v></c>';
    const read = await merged(['B2:B3'], inline('A2', '1') + inline('B2', '甲'), nothing);
    expect(read).toEqual([['1', '甲'], [{ type: 'text', value: '', formula: true }]]);
  });

  test('is found wherever its tag is cut, whatever prefix it has', async () => {
    const many = Array.from({ length: 200 }, (_, n) => `Z${n * 2 + 2}:Z${n * 2 + 3}`);
    const rows = [inline('A2', '1') + inline('B2', '甲'), inline('A3', '2')];
    expect(await merged([...many, 'B2:B3'], ...rows)).toEqual([
      ['1', '甲'],
      ['2', '甲'],
    ]);
  });
});

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
    expect(await secondRow(inline('A2', 'a_xD842_b_x0041_'))).toEqual(['a_xD842_bA']);
  });

  test('a cell keeps its column where cells before it are absent', async () => {
    expect(await secondRow(inline('B2', 'x'))).toEqual(['', 'x']);
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

  test.each([
    ['no value element', '<c r="A2"><f>1+1</f></c>'],
    ['an empty one', '<c r="A2"><f>1+1</f><v/></c>'],
    ['an empty one of blanks', '<c r="A2"><f>1+1</f><v> </v></c>'],
  ])('a formula with %s was never computed', async (_, cell) => {
    expect(await secondRow(cell)).toEqual([{ type: 'error', value: '', formula: true }]);
  });

  test('a formula that gave an empty text is told apart from an empty cell', async () => {
    expect(await secondRow('<c r="A2" t="str"><f>""</f><v></v></c>')).toEqual([
      { type: 'text', value: '', formula: true },
    ]);
  });

  /** ECMA-376 part 1, 18.8.30; the days are LibreOffice's for the same serials. */
  test('a number shown as a date is the day, by built-in or custom format, in either date system', async () => {
    const cellXfs = [14, 57, 170, 171, 172, 173].map((id) => `<xf numFmtId="${id}"/>`).join('');
    const formats = ['yyyy-mm-dd h:mm:ss', '[$-804]yyyy"年"m"月"', '0.00_);[Red]\\(0.00\\)', 'h:mm'];
    const numFmts = `<numFmts>${formats
      .map((code, n) => `<numFmt numFmtId="${170 + n}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
      .join('')}</numFmts>`;
    const cells = ['A', 'B', 'C', 'D', 'E', 'F']
      .map((column, n) => `<c r="${column}2" s="${n}"><v>${n === 2 ? '43605.4375' : '43605'}</v></c>`)
      .join('');
    const date = { type: 'date', value: '2019-05-20' };
    const number = { type: 'number', value: '43605' };
    expect(await secondRow(cells, { cellXfs, numFmts })).toEqual([date, date, date, date, number, number]);
    const workbookPr = '<workbookPr date1904="true"/>';
    const later = { type: 'date', value: '2023-05-21' };
    expect((await secondRow(cells, { cellXfs, numFmts, workbookPr }))?.slice(0, 2)).toEqual([later, later]);
    expect(await secondRow('<c r="A2" t="d"><v>2019-05-20T10:30:00</v></c>')).toEqual([date]);
  });

  test('blank and merely formatted rows are skipped, and the others keep their row numbers', async () => {
    const rows = `<row r="3">${inline('A3', 'h')}</row><row r="4"><c r="A4" s="0"/></row><row r="9">${inline('A9', ' ')}</row><row r="12">${inline('A12', 'x')}</row>`;
    expect(await rowsOf(workbookOf({ rows }))).toEqual([{ line: 12, cells: ['x'] }]);
  });

  test('every sheet is read in the order of the tabs, hidden ones as such, and the date system is known', async () => {
    const before = [
      { state: 'hidden', rows: `<row r="1">${inline('A1', '隐藏')}</row>` },
      { state: 'veryHidden', rows: `<row r="1">${inline('A1', '深藏')}</row>` },
      { state: 'visible', rows: '' },
    ];
    const file = workbookOf({ rows: header, before, workbookPr: '<workbookPr date1904="1"/>' });
    const read = await readBytes(file);
    expect(read.ok && read.value.dates).toBe('1904');
    expect(read.ok && read.value.sheets.map(({ name, hidden, rows }) => [name, hidden, rows[0]?.cells])).toEqual([
      ['S0', true, ['隐藏']],
      ['S1', true, ['深藏']],
      ['S2', false, undefined],
      ['S3', false, ['编号', '名称', '数']],
    ]);
  });

  test('rows and columns that are not shown say so', async () => {
    const cols = '<cols><col min="2" max="3" hidden="1"/><col min="4" max="4" hidden="0"/></cols>';
    const rows = `${header}<row r="2" hidden="true">${inline('A2', 'x')}</row><row r="3" hidden="0">${inline('A3', 'y')}</row>`;
    const read = await readBytes(workbookOf({ rows, cols }));
    expect(read.ok && read.value.sheets[0]?.hiddenColumns).toEqual([1, 2]);
    expect(read.ok && read.value.sheets[0]?.rows.map(({ hidden }) => hidden)).toEqual([undefined, true, undefined]);
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
    expect(await rowsOf(zipOf(parts))).toEqual([{ line: 2, cells: ['x'] }]);
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
    const first = await readTable(file, async ({ sheets: [sheet] }) => {
      for await (const row of sheet?.rows() ?? []) return row;
      return undefined;
    });
    expect(first).toEqual({ ok: true, value: { line: 1, cells: ['编号', '名称', '数'] } });
  });
});
