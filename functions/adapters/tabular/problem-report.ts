import type { LineProblem } from '../../../shared/use-cases/import/tabular-files.ts';
import { csvText } from './write-csv.ts';

/** What the check of an import found, as a CSV file that a spreadsheet opens safely: it quotes cells a stranger wrote. */
export const problemReport = (problems: AsyncIterable<LineProblem> | Iterable<LineProblem>): AsyncGenerator<string> =>
  csvText(['行', '列', '值', '问题', '处理', '工作表'], reportRows(problems));

/** What concerns a whole sheet or file stands in no line. */
async function* reportRows(problems: AsyncIterable<LineProblem> | Iterable<LineProblem>): AsyncGenerator<string[]> {
  for await (const { line, column, value, reason, remark, sheet = '' } of problems)
    yield [line === 0 ? '' : String(line), column, value, reason, remark ? '提示' : '未导入', sheet];
}
