import type { TableRow } from '../../../shared/domain/import/cells.ts';
import type { OpenSheet, OpenTable } from '../../../shared/use-cases/import/tabular-files.ts';
import type { TableLimits, TableWork } from './table.ts';
import { mergeFiller, readMerges } from './xlsx-merges.ts';
import { openPackage, type XlsxPackage } from './xlsx-package.ts';
import { sheetHandler } from './xlsx-sheet.ts';
import { readSharedStrings, type SharedStrings } from './xlsx-strings.ts';
import { readWorkbook, type Workbook } from './xlsx-workbook.ts';
import { xmlEvents } from './xml-events.ts';

/** Opens a workbook; the rows of a sheet are read as they are asked for. */
export async function openXlsx(
  path: string,
  limits: TableLimits,
  work: TableWork,
): Promise<OpenTable & { close(): void }> {
  const pack = await openPackage(path, limits, work);
  try {
    const workbook = await readWorkbook(pack);
    let kept: Promise<SharedStrings> | undefined;
    const strings = () => (kept ??= readSharedStrings(pack, workbook.sharedStrings, work));
    const read = (part: string, hiddenColumns: Set<number>) =>
      sheetRows(pack, workbook, part, strings, hiddenColumns, { limits, work });
    const sheets = workbook.sheets.map(({ name, hidden, part }): OpenSheet => {
      const hiddenColumns = new Set<number>();
      return { name, hidden, sparse: true, hiddenColumns, rows: () => read(part, hiddenColumns) };
    });
    return { dates: workbook.dates, sheets, close: () => pack.close() };
  } catch (error) {
    pack.close();
    throw error;
  }
}

async function* sheetRows(
  pack: XlsxPackage,
  workbook: Workbook,
  part: string,
  strings: () => Promise<SharedStrings>,
  hiddenColumns: Set<number>,
  { limits, work }: { readonly limits: TableLimits; readonly work: TableWork },
): AsyncGenerator<TableRow, void, void> {
  const fill = mergeFiller(await readMerges(pack.read(part), limits), limits);
  const { handler, take } = sheetHandler(await strings(), workbook, hiddenColumns, { limits, work });
  for await (const _ of xmlEvents(pack.read(part), handler)) for (const row of take()) yield fill(row);
}
