import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { InspectionResult } from './inspection-result.ts';

/** A result is one row of the store, which holds at most 400 KB; the rest is reserved for review and withholding. */
export const resultLimitBytes = 360 * 1024;

/** Whether a result fits and leaves room for review, withholding and correction. */
export function checkSize(result: InspectionResult): Result<void, Failure<'result-too-large'>> {
  const bytes = new TextEncoder().encode(JSON.stringify(result)).length;
  return bytes > resultLimitBytes ? err({ kind: 'result-too-large', limitBytes: resultLimitBytes }) : ok(undefined);
}
