import { type LocalDate, shiftDate } from '../../calendar/local-date.ts';
import { addWorkingDays, type WorkCalendar } from '../../calendar/working-days.ts';
import type { ReminderKind } from '../notice/notice.ts';
import type { InspectionResult } from '../result/inspection-result.ts';
import { reminderDays, reminderWorkingDays } from './publication-deadline.ts';

export interface Reminder {
  readonly kind: ReminderKind;
  /** The day it belongs to. */
  readonly day: LocalDate;
  /** Its day passed without a run; this run catches up on it (补). */
  readonly backfilled: boolean;
  /** It would warn of a deadline that has already passed: it is kept in the inbox and not sent. */
  readonly moot: boolean;
}

export interface ReminderRun {
  readonly today: LocalDate;
  /** The day of the last successful run, if there was one. */
  readonly lastRun?: LocalDate | undefined;
  readonly calendar: WorkCalendar;
}

/**
 * R8: the reminders that a run owes for one open result.
 *
 * Every reminder belongs to one day: due-soon-5 and due-soon-1 to the 5th and the last working day before the deadline,
 * overdue to each calendar day after it. A run owes those of every day from the last run's day up to today, both
 * included (a result may have come in after that run), but none for a day before the deadline was known. So on whatever
 * days the runs fall, together they owe for each result exactly what daily runs would have: each missed (kind, day) is
 * backfilled once. A due-soon reminder that is backfilled after the deadline is recorded, so that the inbox is
 * complete, but not sent: the overdue reminder of the same run is the current one.
 */
export function remindersDue(
  result: Pick<InspectionResult, 'day0' | 'deadline' | 'deadlineSince'>,
  { today, lastRun, calendar }: ReminderRun,
): readonly Reminder[] {
  const { day0, deadline } = result;
  if (day0 === undefined || deadline === undefined) return [];
  const since = result.deadlineSince ?? day0;
  const from = lastRun !== undefined && lastRun > since ? lastRun : since;
  const owed = (day: LocalDate) => from <= day && day <= today;

  const dueSoon = dueSoonDays(deadline, calendar).filter(({ day }) => owed(day));
  const overdue: { kind: ReminderKind; day: LocalDate }[] = [];
  const firstOverdue = shiftDate(deadline, 1);
  for (let day = firstOverdue < from ? from : firstOverdue; day <= today; day = shiftDate(day, 1)) {
    overdue.push({ kind: 'overdue', day });
  }
  return [...dueSoon, ...overdue].map(({ kind, day }) => ({
    kind,
    day,
    backfilled: day < today,
    moot: kind !== 'overdue' && deadline < today,
  }));
}

/** A deadline is known only if every year since day 0 is covered, so the days before it can be counted back. */
function dueSoonDays(deadline: LocalDate, calendar: WorkCalendar): { kind: ReminderKind; day: LocalDate }[] {
  const days = reminderDays(deadline, calendar);
  if (!days.ok) return [];
  return days.value.map(({ workingDaysLeft, date }) => ({ kind: `due-soon-${workingDaysLeft}` as const, day: date }));
}

/**
 * The latest deadline for which a reminder can be owed today: a sweep need not look further. If counting needs the year
 * after the covered ones, every known deadline lies before it.
 */
export function sweepHorizon(today: LocalDate, calendar: WorkCalendar): LocalDate {
  const horizon = addWorkingDays(today, Math.max(...reminderWorkingDays), calendar);
  return horizon.ok ? horizon.value : `${horizon.error.year - 1}-12-31`;
}
