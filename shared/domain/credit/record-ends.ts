import { type LocalDate, shiftDate } from '../../calendar/local-date.ts';
import type { CreditRecord } from './credit-record.ts';

/**
 * The day on which what stands ends by itself, after the last of its longest term. What is recorded of a result or of an entry
 * ends with that.
 */
export const recordEnds = ({
  status,
  source,
  maxEnds,
}: Pick<CreditRecord, 'status' | 'source' | 'maxEnds'>): LocalDate | undefined =>
  maxEnds !== undefined && status === 'current' && (source.kind === 'follow-up' || source.kind === 'document')
    ? shiftDate(maxEnds, 1)
    : undefined;
