import { type LocalDate, localDateOf, shiftDate } from '../../calendar/local-date.ts';
import { addWorkingDays, type WorkCalendar } from '../../calendar/working-days.ts';
import type { CheckOrder } from '../check/check-order.ts';
import type { FollowUp } from '../follow-up/follow-up.ts';
import type { Lead } from '../lead/lead.ts';
import type { ReminderKind } from '../notice/notice.ts';
import type { InspectionResult } from '../result/inspection-result.ts';
import { reminderDays, reminderWorkingDays } from './publication-deadline.ts';

export interface Reminder {
  readonly kind: ReminderKind;
  /** The day it belongs to. */
  readonly day: LocalDate;
  /** Its day passed without a run; this run catches up on it (补). */
  readonly backfilled: boolean;
  /** It would warn of a day that has already passed: it is kept in the inbox and not told. */
  readonly moot: boolean;
}

export interface ReminderRun {
  readonly today: LocalDate;
  /** The day of the last successful run, if there was one. */
  readonly lastRun?: LocalDate | undefined;
  readonly calendar: WorkCalendar;
}

/** The reminders of one duty: their kinds, the last day for it, and since when it is known. */
interface Duty {
  readonly before: Readonly<Partial<Record<(typeof reminderWorkingDays)[number], ReminderKind>>>;
  /** On the last day itself. */
  readonly on?: ReminderKind;
  readonly after: ReminderKind;
  readonly due: LocalDate;
  readonly since: LocalDate;
}

/**
 * R8: the reminders that a run owes for one duty.
 *
 * Every reminder belongs to one day: those before to the 5th and the last working day before the last day for it, the
 * one after to each calendar day after that. A run owes those of every day from the last run's day up to today, both
 * included (a duty may have come in after that run), but none for a day before the duty was known. So on whatever days
 * the runs fall, together they owe for each duty exactly what daily runs would have: each missed (kind, day) is
 * backfilled once. One that comes before and is backfilled after the last day is recorded, so that the inbox is
 * complete, but does not count: the one after it in the same run is the current one.
 */
function remindersOf(duty: Duty, { today, lastRun, calendar }: ReminderRun): readonly Reminder[] {
  const { before, on, after, due, since } = duty;
  const from = lastRun !== undefined && lastRun > since ? lastRun : since;
  const owed = (day: LocalDate) => from <= day && day <= today;

  const days = reminderDays(due, calendar);
  const reminders = (days.ok ? days.value : []).flatMap(({ workingDaysLeft, date }) => {
    const kind = before[workingDaysLeft];
    return kind !== undefined && owed(date) ? [{ kind, day: date }] : [];
  });
  if (on !== undefined && owed(due)) reminders.push({ kind: on, day: due });
  const first = shiftDate(due, 1);
  for (let day = first < from ? from : first; day <= today; day = shiftDate(day, 1))
    reminders.push({ kind: after, day });
  return reminders.map(({ kind, day }) => ({
    kind,
    day,
    backfilled: day < today,
    moot: kind !== after && due < today,
  }));
}

/** What a run owes for an open result: it is to be published by its deadline. */
export function remindersDue(
  { day0, deadline, deadlineSince }: Pick<InspectionResult, 'day0' | 'deadline' | 'deadlineSince'>,
  run: ReminderRun,
): readonly Reminder[] {
  if (day0 === undefined || deadline === undefined) return [];
  const before = { 5: 'due-soon-5', 1: 'due-soon-1' } as const;
  return remindersOf({ before, after: 'overdue', due: deadline, since: deadlineSince ?? day0 }, run);
}

/**
 * What a run owes for a result without a day 0: its object is to be inspected by the end of the window or, once it has
 * been, the inspection is to be entered and submitted, the same day.
 */
export function awaitedReminders(
  { inspectedOn, inspectBy }: Pick<InspectionResult, 'inspectedOn' | 'inspectBy'>,
  dispatchedOn: LocalDate,
  run: ReminderRun,
): readonly Reminder[] {
  if (inspectedOn !== undefined)
    return remindersOf({ before: {}, after: 'late-entry', due: inspectedOn, since: inspectedOn }, run);
  const before = { 5: 'visit-due-5', 1: 'visit-due-1' } as const;
  return remindersOf({ before, after: 'visit-overdue', due: inspectBy, since: dispatchedOn }, run);
}

/** What a run owes for a lead: the next thing is to be done with it by its day. */
export const leadReminders = (
  { due, dueSince }: Pick<Lead, 'due' | 'dueSince'>,
  run: ReminderRun,
): readonly Reminder[] =>
  due === undefined
    ? []
    : remindersOf(
        {
          before: { 5: 'lead-due-5', 1: 'lead-due-1' },
          on: 'lead-due-0',
          after: 'lead-overdue',
          due,
          since: dueSince ?? due,
        },
        run,
      );

/** What a run owes for a follow-up: it is to be signed or, once it is, answered; put right; or its letter is to be served and receipted. */
export function followUpReminders(
  { kind, status, due, dueSince, letter }: Pick<FollowUp, 'kind' | 'status' | 'due' | 'dueSince' | 'letter'>,
  run: ReminderRun,
): readonly Reminder[] {
  if (due === undefined) return [];
  const known = { due, since: dueSince ?? due };
  if (kind === 'rectify')
    return remindersOf({ before: { 5: 'rectify-due-5', 1: 'rectify-due-1' }, after: 'rectify-overdue', ...known }, run);
  if (status === 'opened' && letter)
    return remindersOf({ before: { 5: 'letter-due-5', 1: 'letter-due-1' }, after: 'letter-overdue', ...known }, run);
  return status === 'opened'
    ? remindersOf({ before: { 5: 'receipt-due-5', 1: 'receipt-due-1' }, after: 'receipt-overdue', ...known }, run)
    : remindersOf({ before: { 5: 'answer-due-5', 1: 'answer-due-1' }, after: 'answer-overdue', ...known }, run);
}

/** What a run owes for a check that was entered first: it is to be approved after by the last day for that (R19). */
export function approvalReminders({ status, urgency }: CheckOrder, run: ReminderRun): readonly Reminder[] {
  if (status !== 'entered-urgent' || urgency?.due === undefined) return [];
  const since = localDateOf(new Date(urgency.enteredAt));
  const duty = { before: { 1: 'approval-due-1' }, after: 'approval-overdue', due: urgency.due, since } as const;
  return remindersOf(duty, run);
}

/** What waits for one department until a day, and what its kinds of reminder begin with. */
export const matters = ['objection', 'repair', 'share', 'review', 'data-check', 'matter'] as const;
export type Matter = (typeof matters)[number];

/** What a run owes for an objection or a repair that is to be decided, a request to share, a recognition that is to be looked at again, or data to be checked. */
export const matterReminders = (
  matter: Matter,
  known: { readonly due: LocalDate; readonly since: LocalDate },
  run: ReminderRun,
): readonly Reminder[] =>
  remindersOf(
    {
      before: { 5: `${matter}-due-5` as const, 1: `${matter}-due-1` as const },
      after: `${matter}-overdue` as const,
      ...known,
    },
    run,
  );

/**
 * The latest day for which a reminder can be owed today: a sweep need not look further. If counting needs the year
 * after the covered ones, every known deadline lies before it.
 */
export function sweepHorizon(today: LocalDate, calendar: WorkCalendar): LocalDate {
  const horizon = addWorkingDays(today, Math.max(...reminderWorkingDays), calendar);
  return horizon.ok ? horizon.value : `${horizon.error.year - 1}-12-31`;
}
