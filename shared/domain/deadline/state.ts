import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { type DeadlineFacts, isWithheld } from './awaited-act.ts';
import { publicationDeadline, reminderDays } from './publication-deadline.ts';

export const deadlineStates = [
  'none',
  'late-entry',
  'visit-overdue',
  'running',
  'due-soon',
  'overdue',
  'undetermined',
  'met',
  'late',
  'withheld',
] as const;
export type DeadlineState = (typeof deadlineStates)[number];

/** The states of a result whose deadline is running. */
export const openDeadlines = [
  'undetermined',
  'running',
  'due-soon',
  'overdue',
] as const satisfies readonly DeadlineState[];
export type OpenDeadline = (typeof openDeadlines)[number];

/** The deadline states that callers can query: open ones, and duties whose day 0 is overdue. */
export const askedDeadlines = [
  ...openDeadlines,
  'late-entry',
  'visit-overdue',
] as const satisfies readonly DeadlineState[];
export type AskedDeadline = (typeof askedDeadlines)[number];

export const deadlineStateNames: Readonly<Record<DeadlineState, string>> = {
  none: '未起算',
  'late-entry': '已检查未提交',
  'visit-overdue': '逾期未检查',
  running: '期限内',
  'due-soon': '即将到期',
  overdue: '逾期未公示',
  undetermined: '日历待发布',
  met: '按期公示',
  late: '逾期公示',
  withheld: '不予公开',
};

/** Flagged from the next day on: the inspection was not entered and submitted that day, or the window has passed. */
function awaitedState({ inspectedOn, inspectBy }: DeadlineFacts, today: LocalDate): DeadlineState {
  if (inspectedOn !== undefined) return inspectedOn < today ? 'late-entry' : 'none';
  return inspectBy < today ? 'visit-overdue' : 'none';
}

/** R8: the state of a result's deadline on a day, by its first publication. */
export function deadlineState(result: DeadlineFacts, today: LocalDate, calendar: WorkCalendar): DeadlineState {
  const { day0, deadline, publishedAt } = result;
  if (result.status === 'voided') return 'none';
  if (day0 === undefined) return awaitedState(result, today);
  if (publishedAt !== undefined) {
    return publishedState({ day0, deadline, publishedOn: localDateOf(new Date(publishedAt)) }, calendar);
  }
  if (isWithheld(result)) return 'withheld';
  if (deadline === undefined) return 'undetermined';
  if (deadline < today) return 'overdue';
  const days = reminderDays(deadline, calendar);
  return days.ok && days.value.some(({ date }) => date <= today) ? 'due-soon' : 'running';
}

/**
 * A result may be published before its deadline can be determined. The deadline then lies in the year of the missing
 * calendar or later, so a publication before that year is in time in any case.
 */
function publishedState(
  published: { readonly day0: LocalDate; readonly deadline: LocalDate | undefined; readonly publishedOn: LocalDate },
  calendar: WorkCalendar,
): DeadlineState {
  const { day0, publishedOn } = published;
  if (published.deadline !== undefined) return publishedOn <= published.deadline ? 'met' : 'late';
  const known = publicationDeadline(day0, calendar);
  if (known.kind === 'date') return publishedOn <= known.date ? 'met' : 'late';
  return publishedOn < `${known.missingYear}-01-01` ? 'met' : 'undetermined';
}
