import type { LocalDate } from '../../calendar/local-date.ts';
import type { InspectionResult } from '../result/inspection-result.ts';

export type DeadlineFacts = Pick<
  InspectionResult,
  'status' | 'edition' | 'day0' | 'deadline' | 'publishedAt' | 'withholding' | 'inspectedOn' | 'inspectBy'
>;

/** Whether the deadline is running: day 0 has come, and the result is neither published nor lawfully withheld. */
export const deadlineRuns = (result: Pick<DeadlineFacts, 'status' | 'edition' | 'day0' | 'withholding'>): boolean =>
  result.day0 !== undefined && result.edition === 0 && result.status !== 'voided' && !isWithheld(result);

/** Withholding ends the deadline for good: neither a correction of the result nor another request restarts it. */
export const isWithheld = ({ status, withholding }: Pick<DeadlineFacts, 'status' | 'withholding'>): boolean =>
  status === 'withheld' ||
  withholding?.deadlineEnded === true ||
  (withholding?.decidedBy !== undefined && withholding.refusal === undefined);

/** A result without a day 0: nobody may delay R7 by never entering an inspection, or never inspecting. */
export const isAwaited = ({ day0, status }: Pick<DeadlineFacts, 'day0' | 'status'>): boolean =>
  day0 === undefined && status !== 'voided';

/** What a result waits for: to be inspected, to be submitted, a calendar that says its deadline, to be published. */
export type AwaitedAct = 'inspection' | 'submission' | 'calendar' | 'publication';

/** What a result waits for and by which day: the deadline, day 0, or the day from which a day 0 is awaited. */
export function awaitedAct(
  result: Omit<DeadlineFacts, 'publishedAt'>,
): { readonly act: AwaitedAct; readonly day: LocalDate } | undefined {
  const { day0, deadline, inspectedOn, inspectBy } = result;
  if (isAwaited(result)) {
    return inspectedOn === undefined ? { act: 'inspection', day: inspectBy } : { act: 'submission', day: inspectedOn };
  }
  if (!deadlineRuns(result) || day0 === undefined) return undefined;
  return deadline === undefined ? { act: 'calendar', day: day0 } : { act: 'publication', day: deadline };
}
