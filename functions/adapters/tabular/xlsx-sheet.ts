import { type Cell, isBlank, type TableRow } from '../../../shared/domain/import/cells.ts';
import { type TableLimits, TableRefused, type TableWork, unreadable } from './table.ts';
import { cellValue, columnOf, misplaced, type StoredCell } from './xlsx-cells.ts';
import type { SharedStrings } from './xlsx-strings.ts';
import type { Workbook } from './xlsx-workbook.ts';
import type { XmlAttributes, XmlHandler } from './xml-events.ts';

const maxSheetRow = 1_048_576;

type OpenCell = { -readonly [K in keyof StoredCell]: StoredCell[K] } & { readonly column: number };

/** Collects the rows of a worksheet; `take` hands over those completed since it was last called. */
export function sheetHandler(
  strings: SharedStrings,
  { dates, numberStyles }: Pick<Workbook, 'dates' | 'numberStyles'>,
  hiddenColumns: Set<number>,
  { limits, work }: { readonly limits: TableLimits; readonly work: TableWork },
): { readonly handler: XmlHandler; take(): TableRow[] } {
  let rows: TableRow[] = [];
  let cells: Cell[] = [];
  let line = 0;
  let nextColumn = 0;
  let hidden = false;
  let cell: OpenCell | undefined;
  let collecting = false;
  let phonetic = false;

  const openColumns = ({ min = '', max = '', hidden: state }: XmlAttributes) => {
    if (!isTrue(state)) return;
    for (let column = Number(min); column <= Math.min(Number(max), limits.columns); column += 1)
      hiddenColumns.add(column - 1);
  };

  const openRow = ({ r, hidden: state }: XmlAttributes) => {
    const at = r === undefined ? line + 1 : Number(r);
    if (!Number.isInteger(at) || at <= line || at > maxSheetRow) throw unreadable(misplaced);
    work.spend('lines');
    line = at;
    cells = [];
    nextColumn = 0;
    hidden = isTrue(state);
  };

  const openCell = ({ r, t = 'n', s = '0' }: XmlAttributes) => {
    const column = r === undefined ? nextColumn : columnOf(r);
    cell = { column, type: t, style: numberStyles.get(Number(s)), formula: false, text: undefined };
    nextColumn = column + 1;
  };

  const closeCell = (open: OpenCell) => {
    const { column } = open;
    const value = cellValue(open, strings, dates);
    if (isBlank(value) && !(typeof value === 'object' && value.formula)) return;
    if (column >= limits.columns) throw new TableRefused({ kind: 'too-many-columns', limit: limits.columns });
    while (cells.length < column) cells.push('');
    cells[column] = value;
  };

  const handler: XmlHandler = {
    open(name, attributes) {
      collecting = false;
      if (name === 'row') openRow(attributes);
      else if (name === 'col') openColumns(attributes);
      else if (name === 'c') openCell(attributes);
      else if (name === 'rPh') phonetic = true;
      else if (cell === undefined) return;
      else if (name === 'f') cell.formula = true;
      else if (name === 'v' || (name === 't' && !phonetic)) {
        collecting = true;
        cell.text ??= '';
      }
    },
    text(piece) {
      if (collecting && cell) cell.text += piece;
    },
    close(name) {
      collecting = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'c' && cell) {
        closeCell(cell);
        cell = undefined;
      }
      if (name === 'row' && cells.length > 0) rows.push({ line, cells, ...(hidden && { hidden }) });
    },
  };
  const take = () => {
    const taken = rows;
    rows = [];
    return taken;
  };
  return { handler, take };
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';
