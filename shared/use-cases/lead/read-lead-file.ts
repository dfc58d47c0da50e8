import { isBlank, type TableRow } from '../../domain/import/cells.ts';
import { leadRowLimit } from '../../domain/lead/lead-import.ts';
import { type LeadHeader, type LeadRow, leadHeader, missingColumns, readLeadRow } from '../../domain/lead/lead-rows.ts';
import type { LineProblem, OpenSheet, OpenTable } from '../import/tabular-files.ts';

/** A title, who exported the list and when: so many rows may stand above the header, it included. */
const headerRows = 10;

export interface NumberedRow extends LeadRow {
  readonly line: number;
  readonly sheet: string | undefined;
}

export interface LeadFile {
  readonly rows: readonly NumberedRow[];
  readonly remarks: readonly LineProblem[];
  /** Why no row can be read. */
  readonly failure?: string;
}

/** Every row of the visible sheets of a platform's file, within the limit of one file. */
export async function readLeadFile({ sheets, dates }: OpenTable): Promise<LeadFile> {
  const rows: NumberedRow[] = [];
  const remarks: LineProblem[] = [];
  let lists = 0;
  for (const sheet of sheets) {
    const reason = sheet.hidden ? '是隐藏的，未读取；如需导入，请取消隐藏' : undefined;
    if (reason === undefined) {
      const found = await findHeader(sheet);
      if (found && missingColumns(found.header).length === 0) {
        lists += 1;
        for await (const row of sheet.rows()) {
          if (row.line <= found.line || row.cells.every(isBlank)) continue;
          if (rows.length === leadRowLimit)
            return { rows: [], remarks, failure: `一份文件不得超过 ${leadRowLimit} 行，请拆分后再上传` };
          rows.push({ ...readLeadRow(found.header, row.cells, dates), line: row.line, sheet: sheet.name });
        }
        continue;
      }
      if (found && sheets.length === 1)
        return {
          rows,
          remarks,
          failure: `缺少${missingColumns(found.header)
            .map((name) => `“${name}”`)
            .join('、')}列`,
        };
    }
    const why = reason ?? '的前10行里没有可识别的表头，未读取';
    remarks.push({ line: 0, column: '', value: '', reason: `工作表"${sheet.name ?? ''}"${why}`, remark: true });
  }
  if (lists === 0) return { rows, remarks, failure: '没有找到表头，请使用平台导出的文件' };
  return rows.length === 0 ? { rows, remarks, failure: '文件里没有数据行' } : { rows, remarks };
}

/** The row among the first ones that names most of the columns. */
async function findHeader(
  sheet: OpenSheet,
): Promise<{ readonly line: number; readonly header: LeadHeader } | undefined> {
  let best: { readonly line: number; readonly header: LeadHeader } | undefined;
  let seen = 0;
  for await (const { line, cells } of sheet.rows() as AsyncIterable<TableRow>) {
    const header = leadHeader(cells);
    if (header.size > Math.max(1, best?.header.size ?? 0)) best = { line, header };
    seen += 1;
    if (seen === headerRows) break;
  }
  return best;
}
