import { importColumns } from '../../shared/domain/import/columns.ts';
import { creditCodeCheck } from '../../shared/domain/registry/credit-code.ts';
import type { RegistryKind } from '../../shared/domain/registry/kinds.ts';

/** A cell as written: text, or the number into which a spreadsheet turned a long id. */
export type DemoCell = string | number;

/** Faults in the rows of real files; each is in the demo files, and an import must report it. */
export type FaultReason =
  | 'wrong-check-digit'
  | 'numeric-id'
  | 'missing-name'
  | 'unknown-township'
  | 'unknown-industry'
  | 'bad-date'
  | 'missing-ratio-cap'
  | 'missing-scope'
  | 'duplicate-in-file';

/** A faulty row, the fault, and the header under which an import should report it. */
export interface FaultyRow {
  readonly cells: readonly DemoCell[];
  readonly reason: FaultReason;
  readonly column: string;
}

interface Fault {
  readonly reason: FaultReason;
  readonly field: string;
  readonly spoil: (cell: string) => DemoCell;
}

const faultsByKind: Readonly<Record<RegistryKind, readonly Fault[]>> = {
  item: [{ reason: 'missing-ratio-cap', field: 'ratioCap.ratio', spoil: () => '' }],
  object: [
    { reason: 'wrong-check-digit', field: 'creditCode', spoil: (code) => code.slice(0, 17) + wrongCheck(code) },
    { reason: 'missing-name', field: 'name', spoil: () => '' },
    { reason: 'unknown-township', field: 'township', spoil: () => '城关乡' },
    { reason: 'unknown-industry', field: 'industry', spoil: () => 'Z6210' },
    { reason: 'bad-date', field: 'registeredOn', spoil: () => '2023-02-30' },
  ],
  inspector: [
    { reason: 'bad-date', field: 'certificate.validTo', spoil: () => '2027-13-01' },
    { reason: 'missing-scope', field: 'itemScope', spoil: () => '' },
  ],
  expert: [{ reason: 'missing-name', field: 'name', spoil: () => '' }],
};

/** Only a spreadsheet has numeric cells; a CSV has text. */
const numericId: Fault = { reason: 'numeric-id', field: 'creditCode', spoil: () => 914114220000123400 };

const wrongCheck = (code: string) => (creditCodeCheck(code.slice(0, 17)) === '0' ? '1' : '0');

/** Corrupts one fresh, otherwise valid row per fault, then repeats a row that is in the file. */
export function faultyRows(
  kind: RegistryKind,
  format: 'csv' | 'xlsx',
  fresh: () => readonly string[],
  repeated: readonly string[],
): readonly FaultyRow[] {
  const faults = kind === 'object' && format === 'xlsx' ? [...faultsByKind[kind], numericId] : faultsByKind[kind];
  const idField = kind === 'object' && repeated[columnIndex(kind, 'creditCode')] !== '' ? 'creditCode' : 'id';
  return [
    ...faults.map(({ reason, field, spoil }): FaultyRow => {
      const index = columnIndex(kind, field);
      const cells = fresh().map((cell, at) => (at === index ? spoil(cell) : cell));
      return { cells, reason, column: headerOf(kind, field) };
    }),
    { cells: repeated, reason: 'duplicate-in-file', column: headerOf(kind, idField) },
  ];
}

const columnIndex = (kind: RegistryKind, field: string) =>
  importColumns[kind].findIndex((column) => column.field === field);

const headerOf = (kind: RegistryKind, field: string) => importColumns[kind][columnIndex(kind, field)]?.header ?? '';
