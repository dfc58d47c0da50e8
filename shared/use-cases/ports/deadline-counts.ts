import type { LocalDate } from '../../calendar/local-date.ts';
import type { CountRow } from '../../domain/deadline/counted.ts';

/** How many results count as what (`Counted`), in one row. */
export interface Counts {
  readonly row: CountRow;
  /** Grows with each change, so that a correction is bound to what it has seen. */
  readonly changes: number;
  /** Its batch was voided: who has no day 0 will have none. */
  readonly voided?: true;
  readonly cells: Readonly<Record<string, number>>;
}

/**
 * Counters of results for the figures of deadlines. A commit that changes a result changes them with it. Until `complete`,
 * results of earlier versions may be missing in them.
 */
export interface DeadlineCounts {
  /** Those of a period of days 0, by day; one request a megabyte, which is years of a county. */
  ofDays(from: LocalDate, to: LocalDate): Promise<readonly Counts[]>;
  /** Those of batches whose results have no day 0 yet, and whether all counters are complete: one request as well. */
  ofBatches(): Promise<{ readonly complete: boolean; readonly counts: readonly Counts[] }>;
  /** Puts what was counted anew in the place of a row, unless it has changed since; whether it did. */
  correct(seen: Counts, counted: Counts['cells'], voided: boolean): Promise<boolean>;
  /** From now on the counters are relied on. */
  complete(): Promise<void>;
}
