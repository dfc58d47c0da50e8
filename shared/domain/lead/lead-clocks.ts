import { type Deadline, dueOf } from '../../calendar/due.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { type ClockName, clocks } from '../../codes/clocks.ts';
import { type Lead, owedAnswers } from './lead.ts';

export interface RunningClock {
  readonly clock: LeadClock;
  readonly from: LocalDate;
  /** Of one that was extended: 2. */
  readonly times: 1 | 2;
}

const leadClocks = [
  'leadAccept',
  'complaintMediation',
  'complaintTell',
  'reportVerify',
  'reportTell',
  'followUpReceipt',
] as const satisfies readonly ClockName[];
export type LeadClock = (typeof leadClocks)[number];

/**
 * The clocks that run on a lead. A complaint is accepted, then mediated, then its sender told; anything else is verified
 * from the day it was received. R21: never both. One that was passed on is first received.
 */
export function runningClocks(lead: ClockFacts): readonly RunningClock[] {
  const { status, kind, clockFrom, acceptedOn = clockFrom, concludedOn = clockFrom } = lead;
  const isComplaint = kind === 'complaint';
  const verify = { clock: 'reportVerify', from: clockFrom, times: lead.extension ? 2 : 1 } as const;
  const once = (clock: LeadClock, from: LocalDate) => ({ clock, from, times: 1 }) as const;
  switch (status) {
    case 'registered':
      return [
        ...(lead.origin ? [once('followUpReceipt', clockFrom)] : []),
        isComplaint ? once('leadAccept', clockFrom) : verify,
      ];
    case 'accepted':
    case 'checking':
      return [isComplaint ? once('complaintMediation', acceptedOn) : verify];
    case 'concluded':
      return owedAnswers(lead).length === 0 ? [] : [once(isComplaint ? 'complaintTell' : 'reportTell', concludedOn)];
    default:
      return [];
  }
}

export type ClockFacts = Pick<
  Lead,
  'status' | 'kind' | 'clockFrom' | 'acceptedOn' | 'concludedOn' | 'extension' | 'origin' | 'answers'
>;

/** The first of the running clocks to run out; undetermined when any needs a year that has no calendar. */
function dueOfLead(lead: ClockFacts, calendar: WorkCalendar): Deadline | undefined {
  const ends = runningClocks(lead).map(({ clock, from, times }) => {
    const { unit, length } = clocks[clock];
    return dueOf({ unit, length: length * times }, from, { calendar });
  });
  const dates = ends.flatMap((end) => (end.kind === 'date' ? [end.date] : []));
  // Clocks that need the missing year end later than those that do not.
  const first = dates.toSorted()[0];
  return first === undefined ? ends[0] : { kind: 'date', date: first };
}

/** The lead with the last day for what is to be done next; one that stays has been known since it was set. */
export function withDue(lead: Lead, calendar: WorkCalendar, today: LocalDate): Lead {
  const end = dueOfLead(lead, calendar);
  const due = end?.kind === 'date' ? end.date : undefined;
  if (due === lead.due) return lead;
  const { due: _, dueSince: __, ...rest } = lead;
  return due === undefined ? rest : { ...rest, due, dueSince: today };
}

/** Something is to be done by a day that no calendar says yet. */
export const isUndetermined = (lead: ClockFacts & Pick<Lead, 'due'>): boolean =>
  lead.due === undefined && runningClocks(lead).length > 0;
