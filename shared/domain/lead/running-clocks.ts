import type { LocalDate } from '../../calendar/local-date.ts';
import type { ClockName } from '../../codes/clocks.ts';
import type { Lead, OwedAnswer } from './lead.ts';

export const owedAnswers = ({ answers }: Pick<Lead, 'answers'>): readonly OwedAnswer[] =>
  answers.filter(({ given }) => given === undefined);

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

/** Something is to be done by a day that no calendar says yet. */
export const isUndetermined = (lead: ClockFacts & Pick<Lead, 'due'>): boolean =>
  lead.due === undefined && runningClocks(lead).length > 0;
