import type { DateSystem, TableRow } from '../../../shared/domain/import/cells.ts';
import type { TableLimits } from './table.ts';
import { openPackage, type XlsxPackage } from './xlsx-package.ts';
import { sheetHandler } from './xlsx-sheet.ts';
import { readSharedStrings } from './xlsx-strings.ts';
import { readWorkbook, type Workbook } from './xlsx-workbook.ts';
import { xmlEvents } from './xml-events.ts';

export interface XlsxSheet {
  readonly dates: DateSystem;
  readonly rows: AsyncGenerator<TableRow>;
  close(): void;
}

/** Opens the first visible worksheet; its rows are read as they are asked for. */
export async function openXlsx(path: string, limits: TableLimits): Promise<XlsxSheet> {
  const pack = await openPackage(path, limits);
  try {
    const workbook = await readWorkbook(pack);
    return { dates: workbook.dates, rows: sheetRows(pack, workbook, limits), close: () => pack.close() };
  } catch (error) {
    pack.close();
    throw error;
  }
}

async function* sheetRows(pack: XlsxPackage, workbook: Workbook, limits: TableLimits): AsyncGenerator<TableRow> {
  const strings = await readSharedStrings(pack, workbook.sharedStrings);
  const { handler, take } = sheetHandler(strings, workbook.percentStyles, limits);
  for await (const _ of xmlEvents(pack.read(workbook.sheet), handler)) yield* take();
}
