import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Cell, TableRow } from '../../../shared/domain/import/cells.ts';
import type { OpenTable } from '../../../shared/use-cases/import/tabular-files.ts';
import { dialectOf } from './csv-dialect.ts';
import { unescapeFormula } from './formula-injection.ts';
import { type TableLimits, TableRefused, type TableWork, unreadable } from './table.ts';
import { decodedText } from './text-encoding.ts';

/** Far above any lawful row; reached only when a quote is opened and never closed. */
const maxRecordCharacters = 1_000_000;

/** A text file as a table of one sheet. */
export const csvTable = (path: string, limits: TableLimits, work: TableWork): OpenTable => ({
  dates: '1900',
  sheets: [{ hidden: false, sparse: false, hiddenColumns: new Set(), rows: () => csvRows(path, limits, work) }],
});

/** Every record of a CSV file with the line it starts on; line breaks inside quotes are counted. */
async function* csvRows(path: string, limits: TableLimits, work: TableWork): AsyncGenerator<TableRow, void, void> {
  const text = decodedText(path);
  const opening = await text.next();
  const { delimiter, skip } = dialectOf(opening.value ?? '');
  const parser = parse({
    delimiter,
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
      work.spend('lines');
      if (line > skip) yield { line, cells: within(record.map(cellOf), limits) };
      line += 1 + record.reduce((breaks, cell) => breaks + lineBreaks(cell), 0);
    }
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(`第${line}行开始的引号没有配对，请检查该行的英文双引号`, error);
    throw error;
  }
}

/** `="…"` is how people keep a number as text; any other formula has no result in a text file. */
function cellOf(written: string): Cell {
  const text = unescapeFormula(written);
  if (text !== written || !/^[=＝]/.test(text)) return text;
  const kept = /^="([^"]*)"$/.exec(text)?.[1];
  return kept ?? { type: 'error', value: '', formula: true };
}

function within(cells: readonly Cell[], { columns }: TableLimits): readonly Cell[] {
  const width = cells.findLastIndex((cell) => cell !== '') + 1;
  if (width > columns) throw new TableRefused({ kind: 'too-many-columns', limit: columns });
  return cells;
}

/** The parser's own count takes a Windows line break inside quotes for two lines. */
const lineBreaks = (cell: string): number => cell.match(/\r\n|\n|\r/g)?.length ?? 0;

async function* resume(opening: IteratorResult<string>, rest: AsyncIterable<string>): AsyncGenerator<string> {
  if (!opening.done) yield opening.value;
  yield* rest;
}
