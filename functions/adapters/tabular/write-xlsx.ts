import { writeXlsxStream } from 'hucre/xlsx';
import type { ImportColumn } from '../../../shared/domain/import/columns.ts';

type Rows = AsyncIterable<readonly string[]> | Iterable<readonly string[]>;

/** An XLSX file of text cells, row by row. Id columns carry the text format, so that Excel keeps what is typed over them. */
export const xlsxBytes = (
  columns: readonly Pick<ImportColumn, 'header' | 'text'>[],
  rows: Rows,
): ReadableStream<Uint8Array> =>
  writeXlsxStream(textCells(rows), { name: '导入', columns: columns.map(sheetColumn), freezePane: { rows: 1 } });

export const sheetColumn = ({ header, text }: Pick<ImportColumn, 'header' | 'text'>) => ({
  header,
  width: 20,
  ...(text ? { numFmt: '@' } : {}),
});

async function* textCells(rows: Rows): AsyncGenerator<string[]> {
  for await (const row of rows) yield row.map(escapeControl);
}

/** `_x0041_` means the letter A in a spreadsheet's text; where it was really typed, its first mark is written as a code. */
export const escapeControl = (text: string): string => text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
