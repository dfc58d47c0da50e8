import { writeXlsx } from 'hucre/xlsx';
import { classColumns, guideHeader, type ImportColumn, importColumns } from '../../../shared/domain/import/columns.ts';
import type { RegistryKind } from '../../../shared/domain/registry/kinds.ts';
import { sheetColumn } from './registry-table.ts';
import { csvText } from './write-csv.ts';

/** Excel takes the format of a cell, not of a column, from us: so many empty rows are ready for ids as text. */
const preparedRows = 1_000;

const columnsOf = (kind: RegistryKind | 'classes') => (kind === 'classes' ? classColumns : importColumns[kind]);

const exampleOf = (columns: readonly ImportColumn[]) => columns.map(({ example }) => example);

/** The import template of a registry as CSV text with one example row. */
export const csvTemplate = (kind: RegistryKind | 'classes'): AsyncGenerator<string> =>
  csvText(
    columnsOf(kind).map(({ header }) => header),
    [exampleOf(columnsOf(kind))],
  );

/** The import template of a registry as XLSX: the sheet to fill in, and one that says what each column takes. */
export function xlsxTemplate(kind: RegistryKind | 'classes'): Promise<Uint8Array> {
  const columns = columnsOf(kind);
  const empty = columns.map(({ text }) => (text ? '' : null));
  return writeXlsx({
    sheets: [
      {
        name: '导入',
        columns: columns.map(sheetColumn),
        rows: [
          columns.map(({ header }) => header),
          exampleOf(columns),
          ...Array<(string | null)[]>(preparedRows).fill(empty),
        ],
        freezePane: { rows: 1 },
      },
      {
        name: '填写说明',
        columns: [{ width: 24 }, { width: 8 }, { width: 100 }],
        rows: [guideHeader, ...columns.map((column) => [column.header, column.required ? '是' : '否', guide(column)])],
      },
    ],
  });
}

const guide = ({ hint, many, text }: ImportColumn): string =>
  [hint, many && '多个值用；隔开', text && '请保持单元格为文本格式'].filter(Boolean).join('。');
