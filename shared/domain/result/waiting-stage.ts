import { isPending } from '../visit/completion-correction.ts';
import type { InspectionResult } from './inspection-result.ts';

/** What a result waits for in its department that no deadline list tells. */
export type ResultStage = 'mend' | 'approve' | 'publish' | 'withholding' | 'stop' | 'completion';

type Facts = Pick<InspectionResult, 'status' | 'day0' | 'stopRequest' | 'completionCorrection'>;

/**
 * The one thing that a result waits for, a decision on a request before the step that it holds up. What nobody has submitted
 * yet waits for its inspection or submission, which has lists of its own.
 */
export function waitingStage(result: Facts): ResultStage | undefined {
  const { status, day0, stopRequest, completionCorrection } = result;
  if (isPending(completionCorrection)) return 'completion';
  if (stopRequest) return 'stop';
  switch (status) {
    case 'submitted':
      return 'approve';
    case 'approved':
      return 'publish';
    case 'withholding':
      return 'withholding';
    case 'returned':
    case 'correcting':
      return 'mend';
    case 'draft':
      return day0 === undefined ? undefined : 'mend';
    default:
      return undefined;
  }
}
