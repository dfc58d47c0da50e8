import { settings } from '../../../shared/platform/settings.ts';

/** A file on disk, or one that is fetched; a fetched one is kept in a temporary file while it is read. */
export type TableFile = { readonly path: string } | { open(): AsyncIterable<Uint8Array> };

export interface TableLimits {
  readonly bytes: number;
  readonly columns: number;
  /** What one part of a spreadsheet may expand to; 100,000 rows of 22 full columns need about 250 MB. */
  readonly expandedBytes: number;
  /** Lines of all sheets, tags of all parts as often as they are read, and shared texts, of one file. */
  readonly lines: number;
  readonly tags: number;
  readonly texts: number;
}

export const tableLimits: TableLimits = {
  bytes: 50 * 1024 * 1024,
  columns: 256,
  expandedBytes: 384 * 1024 * 1024,
  lines: settings.importLines.value,
  tags: settings.importTags.value,
  texts: settings.importTexts.value,
};

/** What a file may still cost. Blank lines, empty cells and empty texts count: they are read like any other. */
export interface TableWork {
  /** @throws TableRefused when the file costs more than it may. */
  spend(what: 'lines' | 'tags' | 'texts', count?: number): void;
}

export function workWithin(limits: TableLimits): TableWork {
  const spent = { lines: 0, tags: 0, texts: 0 };
  return {
    spend(what, count = 1) {
      spent[what] += count;
      if (spent[what] > limits[what]) throw new TableRefused({ kind: 'too-much-work', what, limit: limits[what] });
    },
  };
}

/** `reason` is for the official who chose the file, in Chinese, and says what to do. */
export type TableFailure =
  | { readonly kind: 'file-too-large'; readonly limitBytes: number }
  | { readonly kind: 'too-many-columns'; readonly limit: number }
  | { readonly kind: 'expands-too-much'; readonly limitBytes: number }
  | { readonly kind: 'too-much-work'; readonly what: 'lines' | 'tags' | 'texts'; readonly limit: number }
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
