import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exchangeFile } from '../../functions/adapters/tabular/exchange-file.ts';
import type { Field } from '../../shared/codes/exchange/fields.ts';
import { type LayoutCode, layouts, writableLayouts } from '../../shared/codes/exchange/layouts.ts';
import type { Row, RowValue } from '../../shared/domain/exchange/row.ts';

const awkward = fc.constantFrom('=1+1', "'=1", '-', '@', '＝', '"', ',', 'a\nb', ' 前后 ', '𠮷', '第1行,"甲"', '\t9');
const plain = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
const text = fc.oneof(awkward, plain);

function valueOf({ type, of }: Field): fc.Arbitrary<RowValue> {
  if (of) return fc.array(rowOf(of), { minLength: 1, maxLength: 3 });
  if (type === 'list')
    return fc.array(
      text.filter((part) => !/[,，]/.test(part)),
      { minLength: 2, maxLength: 4 },
    );
  return text;
}
const rowOf = (fields: readonly Field[]): fc.Arbitrary<Row> =>
  fc.record(Object.fromEntries(fields.map((field) => [field.name, valueOf(field)])), {
    requiredKeys: fields.filter(({ required }) => required).map(({ name }) => name),
  });

const decoded = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
const batchOf = (rows: readonly Row[]) => rows.map((row, at) => ({ id: `id-${at}`, operation: 'i' as const, row }));

/** What a receiver makes of a table: it takes off the apostrophe that keeps a spreadsheet from running the cell. */
function rowsOfTable(code: LayoutCode, bytes: Uint8Array): Row[] {
  const { fields, header } = layouts[code];
  const [head, ...lines]: string[][] = parse(decoded(bytes), { bom: true, record_delimiter: '\r\n' });
  expect(head).toEqual(fields.map(({ name, label }) => (header === 'label' ? label : name)));
  return lines.map((cells) =>
    Object.fromEntries(
      fields.flatMap(({ name, type }, at) => {
        const cell = (cells[at] ?? '').replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, '');
        return cell === '' ? [] : [[name, type === 'list' ? cell.split(',') : cell]];
      }),
    ),
  );
}
const rowsOfLines = (bytes: Uint8Array): unknown[] =>
  decoded(bytes)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('the file of a batch', () => {
  test.each(writableLayouts)('of %s reads back row for row, as the receiver has it', (layout) => {
    const nested = layouts[layout].fields.some(({ of }) => of);
    fc.assert(
      fc.property(fc.array(rowOf(layouts[layout].fields), { maxLength: 4 }), (rows) => {
        const { file } = exchangeFile({ layout, number: '2026042100001' }, batchOf(rows));
        expect(file.name).toBe(`2026042100001-${layout}.${nested ? 'jsonl' : 'csv'}`);
        expect(nested ? rowsOfLines(file.bytes) : rowsOfTable(layout, file.bytes)).toEqual(rows);
        const lines = exchangeFile({ layout, number: '2026042100001' }, batchOf(rows), 'jsonl').file.bytes;
        expect(rowsOfLines(lines)).toEqual(rows);
      }),
      { numRuns: 40 },
    );
  });

  test('starts no formula in a spreadsheet, and is opened by one as UTF-8', () => {
    const row = { number: '=HYPERLINK("http://x")', name: '+1', type: '＝1' };
    const { file } = exchangeFile({ layout: 'plan-county', number: '2026042100001' }, batchOf([row]));
    expect(decoded(file.bytes).startsWith('\ufeff抽查计划编号,任务名称,')).toBe(true);
    expect(decoded(file.bytes)).toContain(`"'=HYPERLINK(""http://x"")",'+1,'＝1,`);
  });

  test('has its fields in the order of the layout, however the row was put together', () => {
    const row = { details: [{ raninsItemName: '登记事项', seqno: '1' }], insDate: '2026-04-20', raninsPlanId: 'P' };
    const { file } = exchangeFile({ layout: 'gsxt-random', number: '2026042100001' }, batchOf([row]));
    expect(decoded(file.bytes)).toBe(
      '{"raninsPlanId":"P","insDate":"2026-04-20","details":[{"seqno":"1","raninsItemName":"登记事项"}]}\n',
    );
  });

  test('has no place for rows within rows as a table', () => {
    const row = { details: [{ seqno: '1' }] };
    expect(() => exchangeFile({ layout: 'gsxt-random', number: '2026042100001' }, batchOf([row]), 'csv')).toThrow(
      RangeError,
    );
  });

  test('comes with a manifest: the count of rows, the digest of the bytes, and what each row is', () => {
    const rows = [
      { id: 'one', operation: 'u' as const, row: { number: '1' } },
      { id: 'two', operation: 'd' as const, row: { number: '2' } },
    ];
    const { file, manifest, manifestFile } = exchangeFile({ layout: 'plan-county', number: '2026042100001' }, rows);
    expect(JSON.parse(decoded(manifestFile.bytes))).toEqual(manifest);
    expect(manifest).toEqual({
      ...{ batch: '2026042100001', layout: 'plan-county', version: '1', file: '2026042100001-plan-county.csv' },
      rows: 2,
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
      operations: [
        { id: 'one', operation: 'u' },
        { id: 'two', operation: 'd' },
      ],
    });
  });
});
