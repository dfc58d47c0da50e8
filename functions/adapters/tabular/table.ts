/** A file on disk, or one that is fetched; a fetched one is kept in a temporary file while it is read. */
export type TableFile = { readonly path: string } | { open(): AsyncIterable<Uint8Array> };

export interface TableLimits {
  readonly bytes: number;
  readonly columns: number;
  /** What one part of a spreadsheet may expand to; 100,000 rows of 22 full columns need about 250 MB. */
  readonly expandedBytes: number;
}

export const tableLimits: TableLimits = {
  bytes: 50 * 1024 * 1024,
  columns: 256,
  expandedBytes: 384 * 1024 * 1024,
};

/** `reason` is for the official who chose the file, in Chinese, and says what to do. */
export type TableFailure =
  | { readonly kind: 'file-too-large'; readonly limitBytes: number }
  | { readonly kind: 'too-many-columns'; readonly limit: number }
  | { readonly kind: 'expands-too-much'; readonly limitBytes: number }
  | { readonly kind: 'unreadable-file'; readonly reason: string };

/** Carries a failure found in the middle of a file out of the iteration; `readTable` turns it into its result. */
export class TableRefused extends Error {
  readonly failure: TableFailure;

  constructor(failure: TableFailure, options?: ErrorOptions) {
    super(failure.kind, options);
    this.failure = failure;
  }
}

export const unreadable = (reason: string, cause?: unknown): TableRefused =>
  new TableRefused({ kind: 'unreadable-file', reason }, { cause });

/** A fault of the disk is an outage and stays thrown; anything else a parser throws is the file's fault. */
export function refusalOf(error: unknown, reason: string): unknown {
  if (error instanceof TableRefused) return error;
  return error instanceof Error && 'syscall' in error ? error : unreadable(reason, error);
}
