import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import type { InspectionResult } from '../result/inspection-result.ts';
import { changedDeadline } from './deadline.ts';
import type { DeadlineState } from './state.ts';

/** A version of a year's calendar that was put in force. */
export interface CalendarCorrection {
  readonly year: number;
  readonly version: number;
}

export type Verdict = Extract<DeadlineState, 'met' | 'late'>;

type Published = Pick<
  InspectionResult,
  'status' | 'day0' | 'deadline' | 'deadlineSince' | 'publishedAt' | 'earlierDeadlines'
>;
type RevisedFields = Pick<InspectionResult, 'deadline' | 'deadlineSince' | 'earlierDeadlines'>;

/**
 * The deadline of a published result by the corrected calendar, with the one it was judged by kept beside it; undefined if
 * the correction does not move it.
 */
export function revisedDeadline(
  result: Published,
  { year, version, calendar }: CalendarCorrection & { readonly calendar: WorkCalendar },
  today: LocalDate,
): RevisedFields | undefined {
  const { status, deadline, publishedAt, earlierDeadlines = [] } = result;
  if (publishedAt === undefined || status === 'voided') return undefined;
  const now = changedDeadline(result, calendar, today);
  // A deadline is never taken back: a year that is corrected stays known.
  if (now?.deadline === undefined) return undefined;
  if (deadline === undefined) return now;
  const earlier = { deadline, until: today, year, version, verdict: verdictBy(deadline, publishedAt) };
  return { ...now, earlierDeadlines: [...earlierDeadlines, earlier] };
}

/** How a correction turned the verdict on a published result; undefined where it did not. */
export function verdictChange(
  { deadline, publishedAt, earlierDeadlines = [] }: Published,
  { year, version }: CalendarCorrection,
): { readonly before: Verdict; readonly after: Verdict } | undefined {
  const at = earlierDeadlines.findIndex((one) => one.year === year && one.version === version);
  const before = earlierDeadlines[at]?.verdict;
  if (before === undefined || publishedAt === undefined || deadline === undefined) return undefined;
  const after = earlierDeadlines[at + 1]?.verdict ?? verdictBy(deadline, publishedAt);
  return before === after ? undefined : { before, after };
}

/** R7: published by the end of the deadline's day in Asia/Shanghai, or after it. */
const verdictBy = (deadline: LocalDate, publishedAt: string): Verdict =>
  localDateOf(new Date(publishedAt)) <= deadline ? 'met' : 'late';
