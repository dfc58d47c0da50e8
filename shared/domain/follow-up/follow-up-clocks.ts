import { ok } from '../../base/result.ts';
import { type Deadline, dueOf } from '../../calendar/due.ts';
import { daysBetween, type LocalDate } from '../../calendar/local-date.ts';
import { type WorkCalendar, workingDaysBetween } from '../../calendar/working-days.ts';
import { clocks } from '../../codes/clocks.ts';
import { followUpRule } from '../../codes/follow-ups.ts';
import type { FollowUp } from './follow-up.ts';

type ClockFacts = Pick<
  FollowUp,
  'kind' | 'status' | 'sentOn' | 'answerFrom' | 'extension' | 'withSender' | 'rectification'
>;

/**
 * The end of the clock that runs for the receiver: to sign or, once signed, to answer; none while it is another's turn. The
 * answer's is later by the days, counted as its clock counts them, on which a report lay with the sender.
 */
function runningEnd(facts: ClockFacts, calendar: WorkCalendar): Deadline | undefined {
  const { kind, status, sentOn, answerFrom, extension, withSender = [] } = facts;
  if (status === 'opened') return dueOf(dayClock('followUpReceipt'), sentOn, { calendar });
  if (status !== 'received') return undefined;
  if (kind === 'rectify') return rectificationEnd(facts, calendar);
  const { answer } = followUpRule(kind);
  if (!answer || answerFrom === undefined) return extension && { kind: 'date', date: extension.to };
  const clock = dayClock(answer.clock);
  const end: Deadline = extension ? { kind: 'date', date: extension.to } : dueOf(clock, answerFrom, { calendar });
  // What came before an extension was known when its day was named.
  const paused = withSender.filter(({ from }) => !extension || from >= extension.on);
  if (end.kind !== 'date' || paused.length === 0) return end;
  const unit = clock.unit === 'workday' ? 'workday' : 'day';
  let length = 0;
  for (const { from, to } of paused) {
    const days = unit === 'workday' ? workingDaysBetween(from, to, calendar) : ok(daysBetween(from, to));
    if (!days.ok) return { kind: 'undetermined', missingYear: days.error.year };
    length += days.value;
  }
  return length === 0 ? end : dueOf({ unit, length }, end.date, { calendar });
}

/**
 * R38: what is ordered runs to its term, also while it waits to be looked at again. An order has to be written by when
 * another department would have to sign.
 */
function rectificationEnd(
  { rectification, extension, answerFrom, sentOn }: ClockFacts,
  calendar: WorkCalendar,
): Deadline {
  return rectification
    ? { kind: 'date', date: extension?.to ?? rectification.term }
    : dueOf(dayClock('followUpReceipt'), answerFrom ?? sentOn, { calendar });
}

/**
 * The day from which whoever has signed answers. What runs from the opening runs from the service of a letter, however late
 * the receiver signs; the days until its sender served it are none of the receiver's (R41).
 */
export function answerStart(
  { kind, openedOn, letter }: Pick<FollowUp, 'kind' | 'openedOn' | 'letter'>,
  signedOn: LocalDate,
): LocalDate {
  if (followUpRule(kind).answer?.from !== 'opening') return signedOn;
  return letter ? (letter.served?.on ?? signedOn) : openedOn;
}

/** Clocks of hours run for transfers alone. */
function dayClock(name: keyof typeof clocks) {
  const clock = clocks[name];
  if (clock.unit === 'hour') throw new RangeError(`${name} is counted in hours`);
  return clock;
}

/**
 * The follow-up with the last day of the clock that runs; one that stays has been known since it was set. The day of an
 * earlier clock is counted again with it, by the calendar as it is now: whether somebody was in time is asked later, too.
 */
export function withFollowUpDue(followUp: FollowUp, calendar: WorkCalendar, today: LocalDate): FollowUp {
  const end = dayOf(runningEnd(followUp, calendar));
  const { due: before, dueSince, receiptDue, answerDue, ...rest } = followUp;
  const known = end === undefined ? {} : { due: end, dueSince: end === before && dueSince ? dueSince : today };
  // A letter is to be served by its sender first: that day is none of the receiver's.
  const served = followUp.letter === undefined || followUp.letter.served !== undefined;
  const signs = followUp.status === 'opened' && served;
  const signBy = signs ? end : served ? (pastReceipt(followUp, calendar) ?? receiptDue) : undefined;
  const answerBy = followUp.status === 'received' ? end : (pastAnswer(followUp, calendar) ?? answerDue);
  return {
    ...rest,
    ...(signBy !== undefined && { receiptDue: signBy }),
    ...(answerBy !== undefined && { answerDue: answerBy }),
    ...known,
  };
}

const dayOf = (end: Deadline | undefined) => (end?.kind === 'date' ? end.date : undefined);

/** By when it was to be signed by whoever has signed it; what stays with its own department is signed by nobody. */
const pastReceipt = (followUp: FollowUp, calendar: WorkCalendar) =>
  followUp.receivedOn !== undefined && followUp.receiver !== followUp.sender
    ? dayOf(runningEnd({ ...followUp, status: 'opened' }, calendar))
    : undefined;

const pastAnswer = (followUp: FollowUp, calendar: WorkCalendar) =>
  followUp.report !== undefined ? dayOf(runningEnd({ ...followUp, status: 'received' }, calendar)) : undefined;

/** Something is to be done by a day that no calendar says yet. */
export const isUndeterminedFollowUp = (followUp: FollowUp): boolean =>
  followUp.due === undefined &&
  (followUp.status === 'opened' ||
    (followUp.status === 'received' &&
      (followUp.kind === 'rectify' || followUpRule(followUp.kind).answer !== undefined)));
