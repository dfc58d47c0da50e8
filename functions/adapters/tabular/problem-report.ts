import type { RowProblem } from '../../../shared/domain/import/header.ts';
import { csvText } from './write-csv.ts';

export interface LineProblem extends RowProblem {
  readonly line: number;
}

/** What an import refused, as a CSV file that a spreadsheet opens safely: it quotes cells a stranger wrote. */
export const problemReport = (problems: AsyncIterable<LineProblem> | Iterable<LineProblem>): AsyncGenerator<string> =>
  csvText(['行', '列', '值', '问题'], reportRows(problems));

async function* reportRows(problems: AsyncIterable<LineProblem> | Iterable<LineProblem>): AsyncGenerator<string[]> {
  for await (const { line, column, value, reason } of problems) yield [String(line), column, value, reason];
}
