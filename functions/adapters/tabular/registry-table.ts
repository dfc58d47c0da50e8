import { writeXlsxStream } from 'hucre/xlsx';
import { type ImportColumn, importColumns } from '../../../shared/domain/import/columns.ts';
import type { RegistryKind } from '../../../shared/domain/registry/kinds.ts';
import { csvText } from './write-csv.ts';

/** Id columns carry the text format, so that Excel keeps what stands in them. */
export const sheetColumn = ({ header, text }: ImportColumn) => ({
  header,
  width: 20,
  ...(text ? { numFmt: '@' } : {}),
});

const headerOf = (kind: RegistryKind) => importColumns[kind].map(({ header }) => header);

/** Rows of a registry as the import reads them, row by row. */
export async function* csvTable(
  kind: RegistryKind,
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of csvText(headerOf(kind), rows)) yield encoder.encode(text);
}

/** The same as a workbook of one sheet; every cell is text, so that no program takes a number or a date out of it. */
export async function* xlsxTable(
  kind: RegistryKind,
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<Uint8Array> {
  async function* lines() {
    for await (const row of rows) yield row.map((cell) => (cell === '' ? null : cell));
  }
  const columns = importColumns[kind].map(sheetColumn);
  yield* writeXlsxStream(lines(), { name: '导入', columns, freezePane: { rows: 1 } });
}
