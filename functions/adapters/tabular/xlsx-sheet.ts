import { type Cell, isBlank, type TableRow } from '../../../shared/domain/import/cells.ts';
import { type TableLimits, TableRefused, unreadable } from './table.ts';
import { type SharedStrings, unescapeControl } from './xlsx-strings.ts';
import type { XmlAttributes, XmlHandler } from './xml-events.ts';

const maxSheetRow = 1_048_576;
const misplaced = '工作表内容已损坏（单元格位置或引用不正确），请用表格软件打开并另存为 .xlsx 后再上传';

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly percent: boolean;
  formula: boolean;
  /** Undefined until a value element is met: a formula that was never computed has none. */
  text: string | undefined;
}

/** Collects the rows of a worksheet; `take` hands over those completed since it was last called. */
export function sheetHandler(
  strings: SharedStrings,
  percentStyles: ReadonlySet<number>,
  limits: TableLimits,
): { readonly handler: XmlHandler; take(): TableRow[] } {
  let rows: TableRow[] = [];
  let cells: Cell[] = [];
  let line = 0;
  let nextColumn = 0;
  let cell: OpenCell | undefined;
  let collecting = false;
  let phonetic = false;

  const openRow = ({ r }: XmlAttributes) => {
    const at = r === undefined ? line + 1 : Number(r);
    if (!Number.isInteger(at) || at <= line || at > maxSheetRow) throw unreadable(misplaced);
    line = at;
    cells = [];
    nextColumn = 0;
  };

  const openCell = ({ r, t = 'n', s = '0' }: XmlAttributes) => {
    const column = r === undefined ? nextColumn : columnOf(r);
    cell = { column, type: t, percent: percentStyles.has(Number(s)), formula: false, text: undefined };
    nextColumn = column + 1;
  };

  const closeCell = (open: OpenCell) => {
    const { column } = open;
    const value = cellValue(open, strings);
    if (isBlank(value)) return;
    if (column >= limits.columns) throw new TableRefused({ kind: 'too-many-columns', limit: limits.columns });
    while (cells.length < column) cells.push('');
    cells[column] = value;
  };

  const handler: XmlHandler = {
    open(name, attributes) {
      collecting = false;
      if (name === 'row') openRow(attributes);
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
      if (name === 'row' && cells.length > 0) rows.push({ line, cells });
    },
  };
  const take = () => {
    const taken = rows;
    rows = [];
    return taken;
  };
  return { handler, take };
}

/** `A` is 0, `AB` 27. */
function columnOf(reference: string): number {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1];
  if (letters === undefined) throw unreadable(misplaced);
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** ECMA-376 part 1, 18.18.11: the type says what the value element means; no type is a number. */
function cellValue({ type, percent, formula, text }: OpenCell, strings: SharedStrings): Cell {
  const computed = formula ? { formula: true as const } : {};
  if (text === undefined) return formula ? { type: 'error', value: '', ...computed } : '';
  switch (type) {
    case 's': {
      const shared = strings.get(Number(text));
      if (shared === undefined) throw unreadable(misplaced);
      return formula ? { type: 'text', value: shared, ...computed } : shared;
    }
    case 'b':
      return { type: 'boolean', value: text.trim(), ...computed };
    case 'e':
      return { type: 'error', value: text, ...computed };
    case 'n':
      return text.trim() === '' || Number.isNaN(Number(text))
        ? textCell(text, formula)
        : { type: 'number', value: text.trim(), ...computed, ...(percent ? { percent: true } : {}) };
    default:
      return textCell(unescapeControl(text), formula);
  }
}

const textCell = (value: string, formula: boolean): Cell => (formula ? { type: 'text', value, formula } : value);
