import { describe, expect, test } from 'vitest';
import { allRowsOf, readBytes, rowsOf } from '../support/read-bytes.ts';

/** The text below encoded by Python's gb18030 codec; 𠮷 is 95 34 B2 35. */
const gb18030 = Buffer.from(
  'cdb3d2bbc9e7bbe1d0c5d3c3b4fac2eb2cc3fbb3c62cb5d8d6b70d0a39313431313432324d4131303030303132302ceea1cfd89534b235cfe9b7b9b5ea2c22b3c7b9d8d5f28139ef31d7d6c2b70a32bac5220d0a',
  'hex',
);
const text = '统一社会信用代码,名称,地址\r\n91411422MA10000120,睢县𠮷祥饭店,"城关镇㐂字路\n2号"\r\n';
const cells = ['91411422MA10000120', '睢县𠮷祥饭店', '城关镇㐂字路\n2号'];

describe('reading CSV', () => {
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['GB18030', gb18030],
    ['UTF-16, as Excel saves Unicode text', Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le')],
  ])('rare characters survive in %s', async (_, bytes) => {
    expect(await readBytes(bytes)).toEqual({
      ok: true,
      value: {
        dates: '1900',
        sheets: [
          {
            hidden: false,
            hiddenColumns: [],
            rows: [
              { line: 1, cells: ['统一社会信用代码', '名称', '地址'] },
              { line: 2, cells },
            ],
          },
        ],
      },
    });
  });

  test('GB18030 far into a file that begins in ASCII is recognised', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`a,b\n${'1,2\n'.repeat(40_000)}`),
      gb18030.subarray(0, 16),
      Buffer.from(',x\n'),
    ]);
    expect((await rowsOf(bytes)).at(-1)).toEqual({ line: 40_002, cells: ['统一社会信用代码', 'x'] });
  });

  test('a character cut by the border of two pieces is put together', async () => {
    for (const lead of [995, 996, 997, 998]) {
      const rows = await rowsOf(`${'a'.repeat(lead)}\n𠮷𠮷𠮷\n`);
      expect(rows).toEqual([{ line: 2, cells: ['𠮷𠮷𠮷'] }]);
    }
  });

  test.each([
    ['Windows', '\r\n'],
    ['Unix', '\n'],
  ])('lines are numbered as an editor numbers them, with %s line ends', async (_, eol) => {
    const file = ['', 'a,b', '"one', 'two",2', '', ',', '3,4'].join(eol);
    expect((await allRowsOf(file)).filter(({ cells }) => cells.some((cell) => cell !== ''))).toEqual([
      { line: 2, cells: ['a', 'b'] },
      { line: 3, cells: [`one${eol}two`, '2'] },
      { line: 7, cells: ['3', '4'] },
    ]);
  });

  test('a file put together from Windows and Unix lines is read line by line', async () => {
    expect(await rowsOf('a,b\n1,"2"\r\n3,"4"\n')).toEqual([
      { line: 2, cells: ['1', '2'] },
      { line: 3, cells: ['3', '4'] },
    ]);
  });

  test('rows with too few or too many cells are handed on as they are', async () => {
    expect(await rowsOf('a,b,c\n1,2\n1,2,3,4\n')).toEqual([
      { line: 2, cells: ['1', '2'] },
      { line: 3, cells: ['1', '2', '3', '4'] },
    ]);
  });

  test('a quote inside an unquoted cell is text', async () => {
    expect(await rowsOf('a,b\n5" 屏幕,2\n')).toEqual([{ line: 2, cells: ['5" 屏幕', '2'] }]);
  });

  test('a quote that never closes is named by its line', async () => {
    expect(await readBytes(`a,b\n1,2\n3,"4\n${'5,6\n'.repeat(9)}`)).toEqual({
      ok: false,
      error: { kind: 'unreadable-file', reason: '第3行开始的引号没有配对，请检查该行的英文双引号' },
    });
  });

  test('a quote that never closes in a long file does not swallow the rest of it', async () => {
    const read = await readBytes(`a,b\n3,"4\n${'5,6\n'.repeat(500_000)}`);
    expect(read).toMatchObject({ ok: false, error: { reason: expect.stringContaining('第2行') } });
  });

  test.each([
    ['sep=;\r\na;b\r\n1,5;2\r\n', 2],
    ['"sep=;"\na;b\n1,5;2\n', 2],
    ['SEP=;\na;b\n1,5;2\n', 2],
    ['a;b;c\n1,5;2;3\n', 1],
    ['名录，2026年\n\na;b;c;d\n1,5;2;3,4;5\n', 3],
  ])('cells are separated as the file says or its header shows: %j', async (file, line) => {
    const rows = await allRowsOf(file);
    const at = rows.findIndex((row) => row.line === line);
    expect(rows[at]?.cells.slice(0, 2)).toEqual(['a', 'b']);
    expect(rows[at + 1]).toMatchObject({ line: line + 1, cells: expect.arrayContaining(['1,5', '2']) });
  });

  test('semicolons within the cells of a header with commas separate nothing', async () => {
    expect((await rowsOf('a,b,c\n"1;2;3;4",5,6\n'))[0]?.cells).toEqual(['1;2;3;4', '5', '6']);
  });

  test('a number kept as text by a formula is the number; any other formula was never computed', async () => {
    const rows = await rowsOf('a,b\n="007","=""91411422MA10000120"""\n"=A1&"":x""",=1+1\n');
    const formula = { type: 'error', value: '', formula: true };
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['007', '91411422MA10000120'],
      [formula, formula],
    ]);
  });
});
