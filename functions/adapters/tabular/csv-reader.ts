import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { TableRow } from '../../../shared/domain/import/cells.ts';
import { unescapeFormula } from './formula-injection.ts';
import { unreadable } from './table.ts';
import { decodedText } from './text-encoding.ts';

/** Far above any lawful row; reached only when a quote is opened and never closed. */
const maxRecordCharacters = 1_000_000;

/** Every record of a CSV file with the line it starts on; line breaks inside quotes are counted. */
export async function* csvRows(path: string): AsyncGenerator<TableRow> {
  const text = decodedText(path);
  const opening = await text.next();
  const parser = parse({
    delimiter: delimiterOf(opening.value ?? ''),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: maxRecordCharacters,
  });
  const records: AsyncIterable<readonly string[]> = pipeline(
    Readable.from(resume(opening, text)),
    parser,
    () => undefined,
  );

  let line = 1;
  try {
    for await (const record of records) {
      yield { line, cells: record.map(unescapeFormula) };
      line += 1 + record.reduce((breaks, cell) => breaks + lineBreaks(cell), 0);
    }
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(`第${line}行开始的引号没有配对，请检查该行的英文双引号`, error);
    throw error;
  }
}

/** The parser's own count takes a Windows line break inside quotes for two lines. */
const lineBreaks = (cell: string): number => cell.match(/\r\n|\n|\r/g)?.length ?? 0;

async function* resume(opening: IteratorResult<string>, rest: AsyncIterable<string>): AsyncGenerator<string> {
  if (!opening.done) yield opening.value;
  yield* rest;
}

/** Spreadsheets call tab-separated text "Unicode 文本"; everything else is comma-separated. */
function delimiterOf(opening: string): string {
  const firstLine = opening.split(/[\r\n]/, 1)[0] ?? '';
  return firstLine.includes('\t') && !firstLine.includes(',') ? '\t' : ',';
}
