import type { Result } from '../../base/result.ts';
import type { DateSystem, TableRow } from '../../domain/import/cells.ts';
import type { RowProblem } from '../../domain/import/header.ts';
import type { RegistryKind } from '../../domain/registry/registry.ts';

/** The table of an import file while it is read, row by row. */
export interface OpenTable {
  readonly header: readonly string[];
  readonly dates: DateSystem;
  readonly rows: AsyncIterable<TableRow>;
}

export interface LineProblem extends RowProblem {
  readonly line: number;
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
  template(
    kind: RegistryKind,
    format: 'csv' | 'xlsx',
  ): Promise<{ readonly mediaType: string; readonly bytes: Uint8Array }>;
}
