import { type Deadline, dueOf } from '../../calendar/due.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { clocks } from '../../codes/clocks.ts';
import { followUpRule } from '../../codes/follow-ups.ts';
import type { FollowUp } from './follow-up.ts';

type ClockFacts = Pick<FollowUp, 'kind' | 'status' | 'sentOn' | 'answerFrom' | 'extension'>;

/** The end of the clock that runs for the receiver: to sign or, once signed, to answer; none while it is another's turn. */
function runningEnd({ kind, status, sentOn, answerFrom, extension }: ClockFacts, calendar: WorkCalendar) {
  if (status === 'opened') return dueOf(dayClock('followUpReceipt'), sentOn, { calendar });
  if (status !== 'received') return undefined;
  if (extension) return { kind: 'date', date: extension.to } satisfies Deadline;
  const { answer } = followUpRule(kind);
  return answer && answerFrom !== undefined ? dueOf(dayClock(answer.clock), answerFrom, { calendar }) : undefined;
}

/** Clocks of hours run for transfers alone. */
function dayClock(name: keyof typeof clocks) {
  const clock = clocks[name];
  if (clock.unit === 'hour') throw new RangeError(`${name} is counted in hours`);
  return clock;
}

/** The follow-up with the last day of the clock that runs; one that stays has been known since it was set. */
export function withFollowUpDue(followUp: FollowUp, calendar: WorkCalendar, today: LocalDate): FollowUp {
  const end = runningEnd(followUp, calendar);
  const due = end?.kind === 'date' ? end.date : undefined;
  const { due: before, dueSince, ...rest } = followUp;
  const known = due === undefined ? {} : { due, dueSince: due === before && dueSince ? dueSince : today };
  if (followUp.status === 'opened') {
    const { receiptDue: _, ...unsigned } = rest;
    return { ...unsigned, ...(due !== undefined && { receiptDue: due }), ...known };
  }
  if (followUp.status !== 'received') return rest;
  const { answerDue: _, ...unanswered } = rest;
  return { ...unanswered, ...(due !== undefined && { answerDue: due }), ...known };
}

/** Something is to be done by a day that no calendar says yet. */
export const isUndeterminedFollowUp = (followUp: FollowUp): boolean =>
  followUp.due === undefined &&
  (followUp.status === 'opened' ||
    (followUp.status === 'received' && followUpRule(followUp.kind).answer !== undefined));
