import { type Cell, type DateSystem, dayOfSerial, type TypedCell } from '../../../shared/domain/import/cells.ts';
import { unreadable } from './table.ts';
import { type SharedStrings, unescapeControl } from './xlsx-strings.ts';

export const misplaced = '工作表内容已损坏（单元格位置或引用不正确），请用表格软件打开并另存为 .xlsx 后再上传';

/** How a cell style shows a number, where that changes its meaning. */
export type NumberStyle = 'percent' | 'date';

/** A cell as its elements say it is. */
export interface StoredCell {
  readonly type: string;
  readonly style: NumberStyle | undefined;
  readonly formula: boolean;
  /** Undefined where there is no value element. */
  readonly text: string | undefined;
}

/** The column of `A7` is 0, of `AB7` 27. */
export function columnOf(reference: string): number {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1];
  if (letters === undefined) throw unreadable(misplaced);
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** ECMA-376 part 1, 18.18.11: the type says what the value element means; no type is a number. */
export function cellValue({ type, style, formula, text }: StoredCell, strings: SharedStrings, dates: DateSystem): Cell {
  const computed = formula ? { formula: true as const } : {};
  // Some writers leave an empty value element where a formula was never computed.
  if (formula && (text ?? '').trim() === '' && type !== 'str') return { type: 'error', value: '', formula };
  if (text === undefined) return '';
  const textual = (value: string): Cell => (formula ? { type: 'text', value, formula } : value);
  switch (type) {
    case 's': {
      const shared = strings.get(Number(text));
      if (shared === undefined) throw unreadable(misplaced);
      return textual(shared);
    }
    case 'b':
      return { type: 'boolean', value: text.trim(), ...computed };
    case 'e':
      return { type: 'error', value: text, ...computed };
    case 'd': {
      const day = /^\s*(\d{4}-\d{2}-\d{2})(?:T|\s*$)/.exec(text)?.[1];
      return day === undefined ? textual(text) : { type: 'date', value: day, ...computed };
    }
    case 'n':
      return text.trim() === '' || Number.isNaN(Number(text))
        ? textual(text)
        : { ...numberCell(text.trim(), style, dates), ...computed };
    default:
      return textual(unescapeControl(text));
  }
}

function numberCell(value: string, style: NumberStyle | undefined, dates: DateSystem): TypedCell {
  if (style === 'percent') return { type: 'number', value, percent: true };
  const day = style === 'date' ? dayOfSerial(Number(value), dates) : undefined;
  return day === undefined ? { type: 'number', value } : { type: 'date', value: day };
}
