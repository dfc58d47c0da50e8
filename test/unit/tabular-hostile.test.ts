import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../functions/adapters/tabular/read-table.ts';
import { tableLimits } from '../../functions/adapters/tabular/table.ts';
import { type ReadBytes, readBytes } from '../support/read-bytes.ts';
import { workbookOf, workbookParts, zipOf } from '../support/xlsx-fixture.ts';

const row = (line: number, text = 'x') =>
  `<row r="${line}"><c r="A${line}" t="inlineStr"><is><t>${text}</t></is></c></row>`;
const good = workbookOf({ rows: row(1) + row(2) });

/** Merged cells that lie on top of one another, which no program writes. */
const overlapping = Array<string>(300).fill('A1:A2');

const failure = (read: ReadBytes) => (read.ok ? 'read' : read.error.kind);
const reason = (read: ReadBytes) => (!read.ok && read.error.kind === 'unreadable-file' ? read.error.reason : '');

/** The workbook with one part replaced. */
const withPart = (name: string, data: string, more: object = {}) =>
  zipOf(workbookParts({ rows: row(1) + row(2) }).map((part) => (part.name === name ? { name, data, ...more } : part)));

describe('a file that cannot be trusted', () => {
  test.each([
    ['nothing at all', Buffer.alloc(0), '空'],
    ['an old .xls or an encrypted workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '.xls'],
    ['a web page named .xls', Buffer.from('\ufeff <html><table>'), '网页'],
    ['a picture', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(64)]), '表格'],
    ['bytes that are no text', Buffer.from([0x61, 0x0a, 0xff, 0xff]), 'GB18030'],
    ['a zip without a workbook', zipOf([{ name: 'a.txt', data: 'x' }]), '工作簿'],
    ['a workbook cut off', good.subarray(0, good.length - 40), '损坏'],
    ['an encrypted part', withPart('xl/worksheets/sheet1.xml', '<a/>', { encrypted: true }), '密码'],
    ['broken XML', withPart('xl/worksheets/sheet1.xml', '<worksheet><sheetData><row>'), '损坏'],
    ['a document type', withPart('xl/workbook.xml', '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'), '损坏'],
    [
      'a shared string that does not exist',
      workbookOf({ rows: '<row r="1"><c r="A1" t="s"><v>7</v></c></row>' }),
      '损坏',
    ],
    ['rows out of order', workbookOf({ rows: row(2) + row(1) }), '损坏'],
    ['elements nested without end', withPart('xl/sharedStrings.xml', '<a>'.repeat(5_000)), '损坏'],
    ['a single text of many megabytes', withPart('xl/sharedStrings.xml', `<a>${'我'.repeat(2_000_000)}</a>`), '损坏'],
    ['more merged cells than columns in a row', workbookOf({ rows: row(1) + row(2), merges: overlapping }), '损坏'],
  ])('%s is refused with advice', async (_, bytes, word) => {
    const read = await readBytes(bytes);
    expect(failure(read)).toBe('unreadable-file');
    expect(reason(read)).toContain(word);
  });

  test('a zip bomb is refused before it expands', async () => {
    const bomb = workbookOf({ rows: `${row(1)}${' '.repeat(20_000_000)}` });
    expect(bomb.length).toBeLessThan(100_000);
    expect(failure(await readBytes(bomb))).toBe('expands-too-much');
  });

  test('a part that expands further than the limit is refused', async () => {
    expect(failure(await readBytes(good, { expandedBytes: 100 }))).toBe('expands-too-much');
  });

  test('a part that lies about its size is refused', async () => {
    const sheet = `<worksheet><sheetData>${row(1)}${' '.repeat(100_000)}</sheetData></worksheet>`;
    expect(failure(await readBytes(withPart('xl/worksheets/sheet1.xml', sheet, { claimedSize: 500 })))).toBe(
      'unreadable-file',
    );
  });

  test('thousands of parts are refused', async () => {
    const parts = Array.from({ length: 2_100 }, (_, n) => ({ name: `p${n}`, data: '' }));
    expect(reason(await readBytes(zipOf(parts)))).toContain('文件过多');
  });

  test('the limits on bytes and columns are named', async () => {
    const csv = 'a,b\n1,2\n3,4\n5,6\n';
    expect(failure(await readBytes(csv, { bytes: 10 }))).toBe('file-too-large');
    expect(failure(await readBytes(csv, { columns: 1 }))).toBe('too-many-columns');
    const wide = workbookOf({ rows: `${row(1)}<row r="2"><c r="XFD2"><v>1</v></c></row>` });
    expect(failure(await readBytes(wide))).toBe('too-many-columns');
  });

  describe('is measured by the work it makes, and what is empty counts', () => {
    const detail = (read: ReadBytes) =>
      !read.ok && read.error.kind === 'too-much-work' ? read.error.what : failure(read);

    test('blank lines of a text file', async () => {
      const csv = (blank: number) => `a,b\n1,2\n${'\n'.repeat(blank)}`;
      expect(detail(await readBytes(csv(98), { lines: 100 }))).toBe('read');
      expect(detail(await readBytes(csv(99), { lines: 100 }))).toBe('lines');
    });

    test('blank rows of a sheet, and those of the same sheet once more', async () => {
      const rows = (from: number) => Array.from({ length: 50 }, (_, n) => `<row r="${from + n}"/>`).join('');
      const blank = workbookOf({ rows: row(1) + rows(2) });
      expect(detail(await readBytes(blank, { lines: 51 }))).toBe('read');
      expect(detail(await readBytes(blank, { lines: 50 }))).toBe('lines');
    });

    test('empty cells, which are tags, in every reading of the part', async () => {
      const cells = workbookOf({ rows: `${row(1)}<row r="2">${'<c/>'.repeat(10_000)}</row>` });
      // The part is searched for merged cells before it is read.
      expect(detail(await readBytes(cells, { tags: 21_000 }))).toBe('read');
      expect(detail(await readBytes(cells, { tags: 20_000 }))).toBe('tags');
    });

    test('empty shared texts', async () => {
      const sst = (count: number) => withPart('xl/sharedStrings.xml', `<sst>${'<si/>'.repeat(count)}</sst>`);
      expect(detail(await readBytes(sst(100), { texts: 100 }))).toBe('read');
      expect(detail(await readBytes(sst(101), { texts: 100 }))).toBe('texts');
    });
  });

  test('a file on disk is held to the same limit', async () => {
    const read = await readTable({ path: import.meta.filename }, async () => 'read', {
      ...tableLimits,
      bytes: 10,
    });
    expect(read).toEqual({ ok: false, error: { kind: 'file-too-large', limitBytes: 10 } });
  });

  test("a fault of the reading program is not mistaken for the file's", async () => {
    const reading = readTable(
      {
        open: async function* () {
          yield Buffer.from('a\n1\n');
        },
      },
      async () => {
        throw new TypeError('ours');
      },
    );
    await expect(reading).rejects.toThrow('ours');
    await expect(readTable({ path: '/nowhere' }, async () => 1)).rejects.toThrow('ENOENT');
  });
});

describe('any bytes whatever', () => {
  const namedOnly = async (bytes: Uint8Array) => {
    const read = await readBytes(bytes);
    expect(read.ok || read.error.kind === 'unreadable-file' || read.error.kind === 'expands-too-much').toBe(true);
  };

  test('are read or refused by name', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), namedOnly), { numRuns: 150 });
  });

  test('behind a zip signature are read or refused by name', async () => {
    const zipped = fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.concat([Buffer.from('PK\x03\x04'), bytes]));
    await fc.assert(fc.asyncProperty(zipped, namedOnly), { numRuns: 150 });
  });

  test('in place of some of the bytes of a good workbook are read or refused by name', async () => {
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    const damaged = damage.map((changes) => {
      const bytes = Buffer.from(good);
      for (const [at, value] of changes) bytes[at] = value;
      return bytes;
    });
    await fc.assert(fc.asyncProperty(damaged, namedOnly), { numRuns: 300 });
  });

  test('as the XML of a sheet are read or refused by name', async () => {
    const token = fc.constantFrom(
      '<row>',
      '<row r="2">',
      '</row>',
      '<c>',
      '<c r="B2" t="s">',
      '<c t="b">',
      '</c>',
      '<v>',
      '</v>',
      '1',
      '<f/>',
      '&#x1F600;',
      '&x;',
      '<is><t>',
      '</t></is>',
      '<rPh>',
      ']]>',
    );
    const sheet = fc.array(token, { maxLength: 30 }).map((tokens) => workbookOf({ rows: row(1) + tokens.join('') }));
    await fc.assert(fc.asyncProperty(sheet, namedOnly), { numRuns: 200 });
  });
});
