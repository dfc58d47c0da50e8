/** How a CSV file separates its cells, and how many lines at its beginning only say so. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly skip: number;
}

/** A header stands within so many lines. */
const openingLines = 10;
const delimiters = [',', ';', '\t'] as const;

/**
 * The delimiter that Excel was told by a first line `sep=;`, else the one that a line of the beginning has most of: the
 * header has one for each column, while the lists within a cell are short. Spreadsheets call tab-separated text "Unicode 文本".
 */
export function dialectOf(opening: string): CsvDialect {
  const lines = opening.split(/\r\n|\n|\r/, openingLines);
  const told = /^"?sep=(.)"?[,;\t]*$/i.exec(lines[0] ?? '')?.[1];
  if (told !== undefined) return { delimiter: told, skip: 1 };
  const most = (delimiter: string) => Math.max(...lines.map((line) => unquoted(line).split(delimiter).length));
  return { delimiter: delimiters.reduce((best, each) => (most(each) > most(best) ? each : best)), skip: 0 };
}

const unquoted = (line: string): string => line.replaceAll(/"[^"]*"/g, '');
