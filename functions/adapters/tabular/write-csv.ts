import { escapeFormula } from './formula-injection.ts';

/** Without it Excel reads a UTF-8 file as GBK and shows rubbish. */
const byteOrderMark = '\ufeff';

const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => quoted(escapeFormula(cell))).join(',')}\r\n`;

/** A CSV file (RFC 4180, UTF-8 with a byte order mark) as text, row by row; no cell can start a formula. */
export async function* csvText(
  header: readonly string[],
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(header);
  for await (const row of rows) yield csvLine(row);
}

/** The same as one text, of rows that are all there. */
export const wholeCsvText = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  byteOrderMark + [header, ...rows].map(csvLine).join('');
