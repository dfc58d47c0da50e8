import { cellText, isBlank, type TableRow } from '../../domain/import/cells.ts';
import { guideHeader } from '../../domain/import/columns.ts';
import {
  bindHeader,
  columnsNamed,
  type HeaderBinding,
  headerTexts,
  type RowProblem,
  repeatsHeader,
} from '../../domain/import/header.ts';
import type { ImportMode } from '../../domain/import/registry-import.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { LineProblem, OpenSheet } from './tabular-files.ts';

/** A title, who filled the list in and when: so many rows may stand above the header, it included. */
const headerRows = 10;

/** What one sheet of a file is to an import. */
export type SheetRead<K extends RegistryKind> =
  | { readonly is: 'nothing' }
  /** The sheet of our template that says how to fill it in. */
  | { readonly is: 'guide' }
  /** Not a list of this registry: why, by the row that comes closest to a header, and how many columns that names. */
  | { readonly is: 'other'; readonly line: number; readonly named: number; readonly problems: readonly RowProblem[] }
  | { readonly is: 'list'; readonly header: HeaderBinding<K>; readonly list: SheetList };

export interface SheetList {
  /** The rows below the header that hold anything, once, in file order. */
  readonly rows: AsyncIterable<TableRow>;
  /** What of the sheet is not taken, or taken without being seen; complete when the rows have been read. */
  remarks(): readonly LineProblem[];
  /** Of a list that is not read after all. */
  close(): Promise<unknown>;
}

/** Finds the header within the first rows of a sheet; the rows below it are read as they are asked for. */
export async function readSheet<K extends RegistryKind>(
  kind: K,
  sheet: OpenSheet,
  mode?: ImportMode,
): Promise<SheetRead<K>> {
  const rows = filledRows(sheet);
  const opening: TableRow[] = [];
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    opening.push(next.value);
    if (opening.length === headerRows) break;
  }
  const texts = opening.map(({ cells }) => headerTexts(cells));
  const named = texts.map((each) => columnsNamed(kind, each, mode));
  const most = Math.max(...named);
  const at = named.indexOf(most);
  const found = opening[at];
  if (found === undefined) return { is: 'nothing' };

  const bound = most > 1 ? bindHeader(kind, texts[at] ?? [], mode) : undefined;
  if (bound?.ok) return { is: 'list', header: bound.value, list: sheetList(sheet, bound.value, opening, at, rows) };
  await rows.return();
  if (guideHeader.every((text, column) => texts[0]?.[column] === text)) return { is: 'guide' };
  return { is: 'other', line: found.line, named: most, problems: bound?.error ?? [] };
}

async function* filledRows(sheet: OpenSheet): AsyncGenerator<TableRow, void, void> {
  for await (const row of sheet.rows()) if (!row.cells.every(isBlank)) yield row;
}

function sheetList<K extends RegistryKind>(
  sheet: OpenSheet,
  header: HeaderBinding<K>,
  opening: readonly TableRow[],
  at: number,
  rest: AsyncGenerator<TableRow, void, void>,
): SheetList {
  const hidden = lineList();
  const repeated = lineList();
  const filled = new Map([...header.passedOver.keys()].map((column) => [column, lineList()]));
  const width = header.columns.length;

  async function* rows(): AsyncGenerator<TableRow> {
    for await (const row of chained(opening.slice(at + 1), rest)) {
      if (repeatsHeader(header, row.cells)) {
        repeated.add(row.line);
        continue;
      }
      if (row.hidden) hidden.add(row.line);
      for (const [column, lines] of filled) if (!isBlank(row.cells[column])) lines.add(row.line);
      yield sheet.sparse ? padded(row, width) : row;
    }
  }
  const said = (line: number, column: string, value: string, reason: string): LineProblem => ({
    line,
    column,
    value,
    reason,
    remark: true,
    ...(sheet.name !== undefined && { sheet: sheet.name }),
  });
  const remarks = () => [
    ...opening.slice(0, at).map(({ line, cells }) => said(line, '', titleOf(cells), '表头上方的文字，未作为数据读取')),
    ...[...filled].map(([column, lines]) => {
      const name = header.passedOver.get(column) ?? '';
      return said(0, name, '', `名录不保存这一列，未导入${lines.any() ? `；${lines.words()}填有内容` : ''}`);
    }),
    ...[...sheet.hiddenColumns].flatMap((column) => {
      const name = header.columns[column]?.header;
      return name === undefined ? [] : [said(0, name, '', '这一列在表格里是隐藏的，已照常读取')];
    }),
    ...(hidden.any() ? [said(0, '', '', `${hidden.words()}在表格里是隐藏的（筛选或隐藏），已照常读取`)] : []),
    ...(repeated.any() ? [said(0, '', '', `${repeated.words()}重复了表头，未作为数据读取`)] : []),
  ];
  return { rows: rows(), remarks, close: () => rest.return() };
}

async function* chained(first: readonly TableRow[], rest: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  yield* first;
  yield* rest;
}

const padded = (row: TableRow, width: number): TableRow =>
  row.cells.length < width
    ? { ...row, cells: [...row.cells, ...Array<string>(width - row.cells.length).fill('')] }
    : row;

const titleOf = (cells: TableRow['cells']): string =>
  cells
    .filter((cell) => !isBlank(cell))
    .map(cellText)
    .join(' ')
    .slice(0, 60);

/** Counts lines and names the first few. */
function lineList() {
  const first: number[] = [];
  let count = 0;
  return {
    add(line: number): void {
      count += 1;
      if (first.length < 10) first.push(line);
    },
    any: () => count > 0,
    words: () => `${count}行（第${first.join('、')}行${count > first.length ? '等' : ''}）`,
  };
}
