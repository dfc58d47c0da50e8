import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { csvText } from '../../functions/adapters/tabular/write-csv.ts';
import type { ImportColumn } from '../../shared/domain/import/columns.ts';
import type { DemoCell } from './faults.ts';
import type { FileEncoding } from './manifest.ts';

/** The workbook's creation time, fixed so that the same seed gives the same bytes. */
const writtenOn = new Date('2026-11-23T00:00:00Z');

/** A CSV file in one of the encodings that departments use in practice. */
export async function csvBytes(
  header: readonly string[],
  rows: readonly (readonly DemoCell[])[],
  encoding: Exclude<FileEncoding, 'binary'>,
): Promise<Uint8Array> {
  const texts = rows.map((row) => row.map(String));
  let text = '';
  for await (const line of csvText(header, texts)) text += line;
  if (encoding === 'utf-8-bom') return new TextEncoder().encode(text);
  const withoutMark = text.replace(/^\ufeff/, '');
  return encoding === 'utf-8' ? new TextEncoder().encode(withoutMark) : iconv.encode(withoutMark, 'gb18030');
}

/** A workbook; id columns are text, except where a row has a number by mistake. */
export const workbookBytes = (
  columns: readonly ImportColumn[],
  rows: readonly (readonly DemoCell[])[],
): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name: '导入',
        columns: columns.map(({ text }) => ({ width: 20, ...(text ? { numFmt: '@' } : {}) })),
        rows: [columns.map(({ header }) => header), ...rows.map((row) => [...row])],
      },
    ],
    properties: { creator: '随机演示县', created: writtenOn, modified: writtenOn },
  });
