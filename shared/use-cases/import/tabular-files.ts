import type { Result } from '../../base/result.ts';
import type { DateSystem, TableRow } from '../../domain/import/cells.ts';
import type { RowProblem } from '../../domain/import/header.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';

/** One sheet of an import file; a text file is one sheet without a name. */
export interface OpenSheet {
  readonly name?: string;
  /** The spreadsheet does not show it. */
  readonly hidden: boolean;
  /** A sheet does not store the empty cells at the end of a row; a text file does, so a short row of it lacks something. */
  readonly sparse: boolean;
  /** Columns (from 0) that the spreadsheet does not show, known once the first row has been read. */
  readonly hiddenColumns: ReadonlySet<number>;
  /** Every row that is stored, in file order; each call reads from the beginning. */
  rows(): AsyncGenerator<TableRow, void, void>;
}

/** An import file while it is read. */
export interface OpenTable {
  readonly dates: DateSystem;
  readonly sheets: readonly OpenSheet[];
}

/** What is said about a row, or about a whole sheet (line 0), in the report. */
export interface LineProblem extends RowProblem {
  readonly line: number;
  readonly sheet?: string;
  /** Said for the official to look at; the row is taken all the same. */
  readonly remark?: true;
}

/** Why a file cannot be read at all, in words for the official who chose it. */
export interface FileRefusal {
  readonly reason: string;
}

/** Spreadsheets and CSV files, behind one port. */
export interface TabularFiles {
  /** Hands the table to `read` for as long as it runs; a file that turns out unreadable half-way ends with a refusal. */
  read<T>(
    open: () => AsyncIterable<Uint8Array>,
    read: (table: OpenTable) => Promise<T>,
  ): Promise<Result<T, FileRefusal>>;
  /** A report as CSV that a spreadsheet opens safely. */
  report(problems: Iterable<LineProblem>): AsyncIterable<Uint8Array>;
  /** Rows of a registry in the columns of its import file, written as they come. */
  table(
    kind: RegistryKind,
    format: 'csv' | 'xlsx',
    rows: AsyncIterable<readonly string[]>,
  ): { readonly mediaType: string; readonly bytes: AsyncIterable<Uint8Array> };
  /** Of a file of a registry, or of one of classes. */
  template(
    kind: RegistryKind | 'classes',
    format: 'csv' | 'xlsx',
  ): Promise<{ readonly mediaType: string; readonly bytes: Uint8Array }>;
}
