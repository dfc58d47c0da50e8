/** What a reader knows of a spreadsheet cell beyond its text; plain text and every CSV cell are a bare string. */
export interface TypedCell {
  readonly type: 'text' | 'number' | 'boolean' | 'error';
  /** As stored: a number in full precision, a boolean as `1` or `0`, an error as `#REF!`, or empty: a formula never computed. */
  readonly value: string;
  /** The value is what a formula last gave. */
  readonly formula?: true;
  /** Displayed as a percentage: the stored 0.05 reads "5%". */
  readonly percent?: true;
}
export type Cell = string | TypedCell;

/** One row below the header. `line` is what the official sees: the row number of a sheet, the first line of a CSV record. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** Day 0 of a workbook's serial dates: 1899-12-30 or, in files that began on old Macs, 1904-01-01. */
export type DateSystem = '1900' | '1904';

/** A spreadsheet shows 15 significant digits; what a double adds beyond them (0.055 as 0.055000000000000007) is noise. */
export const shownNumber = (value: string): number => Number(Number(value).toPrecision(15));

/** The text an official sees: without the blanks around it (full-width ones included) and without control characters. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return visible(cell);
  switch (cell.type) {
    case 'number':
      return cell.percent ? `${shownNumber(String(Number(cell.value) * 100))}%` : String(shownNumber(cell.value));
    case 'boolean':
      return cell.value === '1' ? '是' : '否';
    default:
      return visible(cell.value);
  }
}

/** Tabs and line breaks within the text stay. */
const visible = (text: string): string => text.replaceAll(/[^\P{Cc}\t\n\r]/gu, '').trim();

export const isError = (cell: Cell): boolean => typeof cell !== 'string' && cell.type === 'error';

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || (!isError(cell) && cellText(cell) === '');
