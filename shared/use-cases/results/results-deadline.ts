import { dayZero } from '../../calendar/publication-deadline.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { deadlineFrom } from '../../domain/deadline.ts';
import type { InspectionResult } from '../../domain/inspection-result.ts';

/**
 * R7: day 0 is the earlier of the two candidates that are known, and the deadline follows or waits for its calendar. A
 * day 0 that is known already and stays keeps its deadline.
 */
export function withDayZero(result: InspectionResult, calendar: WorkCalendar, today: string): InspectionResult {
  const day0 = dayZero(result.producedOn, result.completedOn);
  if (day0 === undefined || day0 === result.day0) return result;
  const open = { ...result, day0, deadline: undefined, deadlineSince: undefined };
  return { ...open, ...deadlineFrom(day0, calendar, today) };
}
