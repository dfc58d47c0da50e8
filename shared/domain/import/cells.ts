import { tidyText } from '../../base/typed-text.ts';
import { type LocalDate, shiftDate } from '../../calendar/local-date.ts';

/** What a reader knows of a spreadsheet cell beyond its text; plain text and every other CSV cell are a bare string. */
export interface TypedCell {
  /** `merged`: covered by a merged cell that begins in another column, or holds something else than that cell shows. */
  readonly type: 'text' | 'number' | 'boolean' | 'date' | 'error' | 'merged';
  /**
   * As stored: a number in full precision, a boolean as `1` or `0`, a date as `2019-05-20`, an error as `#REF!`, or
   * empty: a formula never computed. Of `merged`, what the merged cell shows.
   */
  readonly value: string;
  /** The value is what a formula last gave. */
  readonly formula?: true;
  /** Displayed as a percentage: the stored 0.05 reads "5%". */
  readonly percent?: true;
}
export type Cell = string | TypedCell;

/** One row of a file. `line` is what the official sees: the row number of a sheet, the first line of a CSV record. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly Cell[];
  /** The spreadsheet does not show it: filtered out or hidden. */
  readonly hidden?: true;
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
const visible = (text: string): string =>
  tidyText(text)
    .replaceAll(/[^\P{Cc}\t\n]/gu, '')
    .trim();

export const isError = (cell: Cell): boolean => typeof cell !== 'string' && cell.type === 'error';

export const isMerged = (cell: Cell): boolean => typeof cell !== 'string' && cell.type === 'merged';

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || isMerged(cell) || (!isError(cell) && cellText(cell) === '');

/** 31 December 9999, the last day a spreadsheet knows. */
const lastSerial = 2_958_465;

/**
 * The day of a serial number, as an ISO date. Excel's 1900 system counts a 29 February 1900 that never was, so days
 * before March 1900 lie one further from its day 0, and serial 60 is no day at all.
 */
export function dayOfSerial(serial: number, dates: DateSystem): LocalDate | undefined {
  const day = Math.floor(serial);
  if (!(day >= 0 && day <= lastSerial)) return undefined;
  if (dates === '1904') return shiftDate('1904-01-01', day);
  if (day === 0 || day === 60) return undefined;
  return shiftDate(day < 60 ? '1899-12-31' : '1899-12-30', day);
}
