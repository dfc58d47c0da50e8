import type { Department } from '../../shared/codes/departments.ts';
import type { RegistryKind } from '../../shared/domain/registry/kinds.ts';
import type { FaultReason } from './faults.ts';

export type FileFormat = 'csv' | 'xlsx';
export type FileEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030' | 'binary';

/** The expected outcome of importing one demo file. */
export interface ManifestFile {
  readonly file: string;
  readonly kind: RegistryKind;
  readonly department: Department;
  readonly format: FileFormat;
  readonly encoding: FileEncoding;
  /** Rows below the header. */
  readonly rows: number;
  readonly valid: number;
  readonly malformed: Readonly<Partial<Record<FaultReason, number>>>;
  /** The position of each faulty row; the header is line 1. */
  readonly problems: readonly { readonly line: number; readonly column: string; readonly reason: FaultReason }[];
  /** Columns that no template has: such a file is refused as a whole, and `valid` is 0. */
  readonly unknownColumns: readonly string[];
}

/** `manifest.json` beside the files, in import order. */
export interface DemoManifest {
  readonly seed: number;
  readonly files: readonly ManifestFile[];
  /** Rows in each registry after every file has been imported. */
  readonly totals: Readonly<Record<RegistryKind, number>>;
}
