import { leadRowLimit } from '../../domain/lead/lead-import.ts';
import { leadHeader, missingColumns, readLeadRow } from '../../domain/lead/lead-rows.ts';
import { type ReadSheets, readSheets } from '../import/read-sheets.ts';
import type { OpenTable } from '../import/tabular-files.ts';

/** Every row of the visible sheets of a platform's file, within the limit of one file. */
export const readLeadFile = (table: OpenTable) =>
  readSheets(table, {
    header: leadHeader,
    missing: missingColumns,
    row: readLeadRow,
    limit: leadRowLimit,
    instead: '请使用平台导出的文件',
  });

export type NumberedRow = ReadSheets<ReturnType<typeof readLeadRow>>['rows'][number];
