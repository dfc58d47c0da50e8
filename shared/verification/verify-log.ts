import type { LogDocument } from '../domain/audit/audit-log.ts';
import { isConsistent } from '../domain/audit/log-tree.ts';

export interface LogVerification {
  readonly days: number;
  readonly size: number;
  readonly root: string;
}

export interface LogFault {
  readonly day: string;
  readonly why: 'missing' | 'not-consistent' | 'other-root';
  /** The day that it should go on from. */
  readonly after?: string;
}

/**
 * Whether the published roots from one day to another belong to one log that only grew: each day goes on from the day
 * before it, as that day was published, and its proof holds.
 */
export function verifyLog(
  days: ReadonlyMap<string, LogDocument>,
  from: string,
  to: string,
): { readonly ok: true; readonly value: LogVerification } | { readonly ok: false; readonly error: LogFault } {
  const fault = (error: LogFault) => ({ ok: false, error }) as const;
  const last = days.get(to);
  if (!days.has(from)) return fault({ day: from, why: 'missing' });
  if (!last) return fault({ day: to, why: 'missing' });
  const { size, root } = last;
  let count = 1;
  for (let later: LogDocument = last; later.day > from; count += 1) {
    const { day, previous, proof }: LogDocument = later;
    // The day asked for is after the log's first, so it has one before it.
    const earlier: LogDocument | undefined = previous && days.get(previous.day);
    if (!previous || previous.day < from) return fault({ day: from, why: 'missing', after: day });
    if (!earlier) return fault({ day: previous.day, why: 'missing' });
    if (earlier.size !== previous.size || earlier.root !== previous.root)
      return fault({ day, why: 'other-root', after: earlier.day });
    if (!isConsistent(earlier, later, proof)) return fault({ day, why: 'not-consistent', after: earlier.day });
    later = earlier;
  }
  return { ok: true, value: { days: count, size, root } };
}
