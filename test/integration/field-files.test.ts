import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { type ImportDesk, importDesk } from '../support/import-desk.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

/**
 * Files as departments send them, in test/field. The workbooks were written by openpyxl 3 (which leaves `<v/>` in a
 * formula it never computes, and writes text into the cell instead of a shared table), the CSV files as Excel and WPS
 * save them. Every name, code and telephone number in them is invented: codes have a correct check digit and an
 * organisation part that was never issued, identity numbers a region code that does not exist.
 */
const fileOf = (name: string) => ({
  kind: (['object', 'inspector', 'item'] as const).find((kind) => name.includes(kind)) ?? 'object',
  name,
  bytes: readFileSync(new URL(`../field/${name}`, import.meta.url)),
});

let system: TestSystem;
let desk: ImportDesk;
beforeEach(async () => {
  system = await systemForTest();
  desk = importDesk(system, person('SCJG', 'department-admin'));
});

interface Said {
  readonly line: number | undefined;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
  readonly remark: boolean;
  readonly sheet: string;
}

/** The lines of a report; no cell of the field files has a comma or quote that would need a parser. */
async function reportOf(id: string): Promise<Said[]> {
  const { parse } = await import('csv-parse/sync');
  const rows: string[][] = parse(await desk.report(id), { bom: true, from_line: 2 });
  return rows.map(([line = '', column = '', value = '', reason = '', handling, sheet = '']) => ({
    line: line === '' ? undefined : Number(line),
    column,
    value,
    reason,
    remark: handling === '提示',
    sheet,
  }));
}

/** Checks a field file; what it says, and what becomes of the registry when the lawful rows are activated. */
async function imported(name: string) {
  const entry = await desk.staged(fileOf(name));
  const said = entry.hasReport ? await reportOf(entry.id) : [];
  if (entry.status === 'staged') expectOk(await desk.activate(entry, true));
  return {
    ...entry,
    said,
    refused: said.filter(({ remark }) => !remark).map(({ line }) => line),
    about: (line: number | undefined) =>
      said
        .filter((one) => one.line === line)
        .map(({ reason }) => reason)
        .join('\n'),
  };
}

const objects = async () =>
  expectOk(await desk.call('listObjects', { query: { limit: 100 } })).items.toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
const object = async (id: string) => expectOk(await desk.call('getObject', { params: { id } }));
const inspectors = async () => expectOk(await desk.call('listInspectors', { query: { limit: 100 } })).items;

describe('a cell that holds something is not read as empty', () => {
  test('01 a recusal whose formula was never computed refuses its row', async () => {
    const { refused, about } = await imported('01-inspector-recusal-formula-uncached.xlsx');
    expect(refused).toEqual([2, 4]);
    expect(about(2)).toContain('公式');
    expect((await inspectors()).map(({ id, recusals }) => [id, recusals.map(({ objectId }) => objectId)])).toEqual([
      ['SCJG-F602', ['91411422MA10000120']],
    ]);
  });

  test('02 a recusal in a merged cell is a recusal of every row the cell covers', async () => {
    await imported('02-inspector-recusal-merged-down.xlsx');
    const recusals = [{ objectId: '91411422MA10000120', ground: '亲属关系' }];
    expect(await inspectors()).toMatchObject([{ recusals }, { recusals }]);
  });

  test('03 the supervising departments of a merged cell supervise every object it covers', async () => {
    await imported('03-object-supervisors-merged-down.xlsx');
    const supervisors = ['SCJG', 'WJW'];
    expect(await objects()).toMatchObject([{ supervisors }, { supervisors }, { supervisors }]);
  });

  test('04 the township of a merged cell is that of every row it covers', async () => {
    await imported('04-object-township-merged-down.xlsx');
    expect((await objects()).map(({ township }) => township)).toEqual(Array(3).fill('411422105'));
  });
});

describe('what is where an official put it is found, and what is not read is said', () => {
  test('05 every sheet that has the header is read', async () => {
    const { counts } = await imported('05-object-sheet-per-township.xlsx');
    expect(counts).toMatchObject({ rows: 3, added: 3, remarks: 0 });
    expect((await objects()).map(({ township }) => township)).toEqual(['411422105', '411422002', '411422107']);
  });

  test('06 a sheet with instructions before the list is named as not read', async () => {
    const { counts, said } = await imported('06-object-data-on-second-sheet.xlsx');
    expect(counts).toMatchObject({ added: 1, remarks: 1 });
    expect(said).toMatchObject([{ sheet: '填表说明', reason: expect.stringContaining('未读取') }]);
  });

  test('07 an empty first sheet is passed over', async () => {
    expect((await imported('07-object-first-sheet-empty.xlsx')).counts).toMatchObject({ added: 1, remarks: 0 });
  });

  test('08 a header below a title is found, and the title is said not to be data', async () => {
    const { counts, about } = await imported('08-object-title-rows.xlsx');
    expect(counts).toMatchObject({ rows: 1, added: 1 });
    expect(about(1)).toContain('表头上方');
    expect(about(2)).toContain('表头上方');
  });

  test('09 columns for people are passed over with a remark that says whether anything stood there', async () => {
    const { counts, said } = await imported('09-object-seq-and-remark-columns.xlsx');
    expect(counts).toMatchObject({ added: 1, refused: 0, remarks: 2 });
    expect(said.map(({ column }) => column)).toEqual(['序号', '备注']);
    expect(said[1]?.reason).toContain('第2行');
  });

  test('10 stars and remarks around a header make no difference', async () => {
    expect((await imported('10-object-starred-headers.xlsx')).counts).toMatchObject({ added: 1, remarks: 0 });
  });

  test('26 rows that a filter hides are read, and the report says which', async () => {
    const { counts, about } = await imported('26-object-filtered-rows.xlsx');
    expect(counts).toMatchObject({ added: 3, remarks: 1 });
    expect(about(undefined)).toMatch(/1行（第3行）.*隐藏/);
  });

  test('27 a first line that only names the separator is passed over', async () => {
    expect((await imported('27-object-sep-line.csv')).counts).toMatchObject({ added: 1, remarks: 0 });
  });
});

describe('lists and words as people write them', () => {
  test('11 qualifications and fields are taken apart at 、 and ，', async () => {
    await imported('11-inspector-enumeration-comma.xlsx');
    expect((await inspectors()).map(({ qualifications, expertise }) => [qualifications, expertise])).toEqual([
      [['特种设备安全监察员', '食品安全管理员'], []],
      [[], ['食品', '药品']],
    ]);
  });

  test('12 so are tags', async () => {
    await imported('12-object-tags-enumeration-comma.xlsx');
    expect((await objects())[0]?.tags).toEqual(['餐饮', '学校食堂']);
  });

  test('28 statuses, departments and townships are known by what other systems call them', async () => {
    const { refused } = await imported('28-object-words-of-other-systems.xlsx');
    expect(refused).toEqual([]);
    expect((await objects()).map(({ status, supervisors, township }) => [status, supervisors, township])).toEqual([
      ['存续', ['SCJG'], '411422105'],
      ['存续', ['SCJG'], '411422105'],
      ['存续', ['SCJG', 'WJW'], '411422105'],
      ['存续', ['SCJG'], '411422001'],
      ['存续', ['SCJG'], '411422105'],
    ]);
  });

  test('33 a qualification is the same in brackets of either width and with an invisible character', async () => {
    await imported('33a-item-qualification-fullwidth-brackets.xlsx');
    await imported('33b-inspector-qualification-halfwidth-brackets.xlsx');
    const item = expectOk(await desk.call('getItem', { params: { id: 'SCJG-F801' } }));
    expect(item.qualification).toBe('特种设备（电梯）');
    const qualifications = ['特种设备（电梯）'];
    expect(await inspectors()).toMatchObject([{ qualifications }, { qualifications }]);
    const query = { qualification: '特种设备(电梯)' };
    expect(expectOk(await desk.call('listInspectors', { query })).items).toHaveLength(2);
  });

  test('34 methods are known by the words of the national list and taken apart at 、', async () => {
    await imported('34-item-methods-of-national-list.xlsx');
    const { items } = expectOk(await desk.call('listItems', { query: {} }));
    expect(items.map(({ id, methods }) => [id, methods])).toEqual([
      ['SCJG-F802', ['1']],
      ['SCJG-F803', ['1', '2']],
    ]);
  });
});

describe('numbers', () => {
  test('13 a recusal names its object as the registry does, or the row is refused', async () => {
    const { refused, about } = await imported('13-inspector-recusal-lowercase-or-mistyped.xlsx');
    expect(refused).toEqual([3, 4]);
    expect(about(3)).toContain('不是正确的统一社会信用代码');
    // The registry of this test has no object yet.
    expect(about(2)).toContain('名录里没有这个编号');
    expect((await inspectors()).map(({ recusals }) => recusals[0]?.objectId)).toEqual(['91411422MA10000120']);
  });

  test('14 an identity number is no credit code, although its last digit fits', async () => {
    const { counts, about } = await imported('14-object-identity-number-as-code.xlsx');
    expect(counts).toMatchObject({ added: 0, refused: 1 });
    expect(about(2)).toContain('身份证号码');
  });

  test('15 a registration number of 15 digits without a birth date is a number of an object', async () => {
    await imported('15-object-15-digit-registration-number.xlsx');
    expect((await objects()).map(({ id }) => id)).toEqual(['411422600012345', '411422000098765']);
  });

  test('16 a placeholder is no credit code', async () => {
    const { counts, about } = await imported('16-object-placeholder-code.xlsx');
    expect(counts).toMatchObject({ added: 0, refused: 1 });
    expect(about(2)).toContain('占位代码');
  });

  test('17 an early code with another check digit is refused with the way out, and the way out works', async () => {
    const { about } = await imported('17-object-early-code-other-check-digit.xlsx');
    expect(about(2)).toContain('改填入"对象编号"');
    const header = '对象编号,名称,对象类别,乡镇街道,地址,行业代码,信用风险分类,状态';
    const row = '91350203M0001AAA12,老字号商行,企业,城关镇,人民路1号,F5211,B,存续';
    await desk.imported(`${header}\n${row}`);
    expect(await object('91350203M0001AAA12')).toMatchObject({ name: '老字号商行' });
  });

  test('18 a shop that got its code does not become a second object beside its former number', async () => {
    await imported('18a-object-without-code.xlsx');
    const second = await imported('18b-object-same-with-code.xlsx');
    expect(second.counts).toMatchObject({ added: 1, changed: 1, refused: 0 });
    expect(second.about(2)).toContain('续用');
    expect((await objects()).filter(({ status }) => status === '存续').map(({ id }) => id)).toEqual([
      '91411422MAF0060210',
    ]);
    expect(await object('SCJG-WZ621')).toMatchObject({ status: '停用', continuedAs: '91411422MAF0060210' });
    expect(await object('91411422MAF0060210')).toMatchObject({ formerIds: ['SCJG-WZ621'] });
  });

  test('19 a line break in the cell of an address is how the sheet was laid out, and no part of it', async () => {
    await imported('19-object-crlf-in-cell.csv');
    expect((await objects())[0]?.address).toBe('睢县城关镇中心大街北段12号');
  });

  test('20 telephone numbers are read from a number cell, from full-width digits and from any dash; two in one cell are not', async () => {
    const { refused } = await imported('20-object-mobile-as-number.xlsx');
    expect(refused).toEqual([5]);
    expect((await objects()).map(({ phone }) => phone)).toEqual(['13800000000', '0370-8100000', '0370-8100000']);
  });

  test('21 an industry without its letter gets the letter of its division', async () => {
    await imported('21-object-industry-without-letter.xlsx');
    expect((await objects()).map(({ industry }) => industry)).toEqual(['F5211', 'F5211']);
  });

  test('22 what keeps a code as text is no part of the code', async () => {
    await imported('22-object-code-kept-as-text-by-tricks.csv');
    expect((await objects()).map(({ id }) => id)).toEqual(['91411422MAF006029Q', '91411422MAF006030X']);
  });

  test('23 the time of a date makes no difference', async () => {
    await imported('23-object-date-with-time.xlsx');
    expect((await objects()).map(({ registeredOn }) => registeredOn)).toEqual(Array(3).fill('2019-05-20'));
  });

  test('24 a cell that is shown as a date may lie before 1950', async () => {
    await imported('24-object-date-cells-before-1950.xlsx');
    expect((await objects()).map(({ registeredOn }) => registeredOn)).toEqual([
      '1949-10-01',
      '1938-09-01',
      '1905-03-01',
    ]);
  });

  test('25 a damaged name is refused, an invisible character is left out', async () => {
    const { refused, about } = await imported('25-object-damaged-names.xlsx');
    expect(refused).toEqual([2, 5]);
    expect(about(2)).toContain('损坏');
    expect(about(5)).toContain('自造');
    expect((await objects()).map(({ name }) => name)).toEqual(['睢县某某商行', '睢县某某商行']);
  });
});
