import { type Cell, type DateSystem, isBlank } from '../../domain/import/cells.ts';
import type { LineProblem, OpenSheet, OpenTable } from './tabular-files.ts';

/** A title, who exported the list and when: so many rows may stand above the header, it included. */
const headerRows = 10;

/** How a file that others write is read. */
export interface SheetReader<Header extends { readonly size: number }, Row> {
  readonly header: (cells: readonly Cell[]) => Header;
  /** The columns without which no row can be read. */
  readonly missing: (header: Header) => readonly string[];
  readonly row: (header: Header, cells: readonly Cell[], dates: DateSystem) => Row;
  readonly limit: number;
  /** What to use instead of a file without a header. */
  readonly instead: string;
}

export interface ReadSheets<Row> {
  readonly rows: readonly (Row & { readonly line: number; readonly sheet: string | undefined })[];
  readonly remarks: readonly LineProblem[];
  /** Why no row can be read. */
  readonly failure?: string;
}

/** Every row of the visible sheets of a file, within the limit of one file. */
export async function readSheets<Header extends { readonly size: number }, Row>(
  { sheets, dates }: OpenTable,
  reader: SheetReader<Header, Row>,
): Promise<ReadSheets<Row>> {
  const rows: ReadSheets<Row>['rows'][number][] = [];
  const remarks: LineProblem[] = [];
  let lists = 0;
  for (const sheet of sheets) {
    const reason = sheet.hidden ? '是隐藏的，未读取；如需导入，请取消隐藏' : undefined;
    if (reason === undefined) {
      const found = await findHeader(sheet, reader);
      const missing = found ? reader.missing(found.header) : [];
      if (found && missing.length === 0) {
        lists += 1;
        for await (const row of sheet.rows()) {
          if (row.line <= found.line || row.cells.every(isBlank)) continue;
          if (rows.length === reader.limit)
            return { rows: [], remarks, failure: `一份文件不得超过 ${reader.limit} 行，请拆分后再上传` };
          rows.push({ ...reader.row(found.header, row.cells, dates), line: row.line, sheet: sheet.name });
        }
        continue;
      }
      if (found && sheets.length === 1)
        return { rows, remarks, failure: `缺少${missing.map((name) => `“${name}”`).join('、')}列` };
    }
    const why = reason ?? '的前10行里没有可识别的表头，未读取';
    remarks.push({ line: 0, column: '', value: '', reason: `工作表"${sheet.name ?? ''}"${why}`, remark: true });
  }
  if (lists === 0) return { rows, remarks, failure: `没有找到表头，${reader.instead}` };
  return rows.length === 0 ? { rows, remarks, failure: '文件里没有数据行' } : { rows, remarks };
}

/** The row among the first ones that names most of the columns. */
async function findHeader<Header extends { readonly size: number }>(
  sheet: OpenSheet,
  reader: Pick<SheetReader<Header, unknown>, 'header'>,
): Promise<{ readonly line: number; readonly header: Header } | undefined> {
  let best: { readonly line: number; readonly header: Header } | undefined;
  let seen = 0;
  for await (const { line, cells } of sheet.rows()) {
    const header = reader.header(cells);
    if (header.size > Math.max(1, best?.header.size ?? 0)) best = { line, header };
    seen += 1;
    if (seen === headerRows) break;
  }
  return best;
}
