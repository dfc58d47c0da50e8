import type { Fact, FactOf, Scope } from './facts.ts';
import { ofResult } from './result-steps.ts';
import { all, byDue, earlier, type Step, some } from './step.ts';
import { ofVisit } from './visit-steps.ts';

/** Every step of a fact; `item`: of what its result says of that item alone. */
export function stepsOf(fact: Fact, { item }: Pick<Scope, 'item'>): readonly Step[] {
  switch (fact.type) {
    case 'plan-entry':
      return fact.removed ? [] : ofPlanEntry(fact);
    case 'visit':
      return fact.status === 'voided' ? [] : ofVisit(fact);
    case 'result':
      if (fact.status === 'voided') return [];
      return ofResult(item === undefined ? fact : { ...fact, ...(fact.findings?.[item] ?? nothing) });
    case 'follow-up':
      return fact.status === 'cancelled' ? [] : ofFollowUp(fact);
    case 'lead':
      return ofLead(fact);
    case 'share':
      return byDue('shareTimeliness', fact.id, fact.answeredOn, fact.due);
    case 'ledger-task':
      return fact.dropped ? [] : byDue('ledgerTimeliness', fact.id, fact.closedOn, fact.due);
    case 'objection':
      return fact.status === 'upheld' ? [some('objectionsUpheld', fact.id, fact.decidedOn)] : [];
    case 'object':
      return fact.active ? [{ figure: 'coverage', member: fact.id, counter: 'active', add: 1 }] : [];
    case 'inspector':
      return fact.active
        ? [{ figure: 'inspectorParticipation', member: fact.id, counter: `of/${fact.department}`, add: 1 }]
        : [];
  }
}

const nothing = { codes: [], concluded: 0, cited: 0 } as const;

function ofPlanEntry({ id, windowTo }: FactOf<'plan-entry'>): readonly Step[] {
  const entry = { member: id, counter: 'entry', add: 1, placed: windowTo };
  return [
    { ...entry, figure: 'planProgress' },
    { ...entry, figure: 'planDueDone', from: windowTo },
  ];
}

function ofFollowUp(followUp: FactOf<'follow-up'>): readonly Step[] {
  const { id, kind, sender, receiver, status, openedOn, receiptDue, receivedOn, due, verifiedOn, closedOn } = followUp;
  // What a department keeps needs no receipt; what it gave back waits for its sender, and the time starts anew (R36).
  const toBeSigned = sender !== receiver && status !== 'returned' && status !== 'disputed';
  const recheckCounts = earlier(verifiedOn, due);
  return [
    all('followUpClosure', id, openedOn),
    ...(closedOn === undefined ? [] : [some('followUpClosure', id, closedOn, openedOn)]),
    ...byDue('followUpTimeliness', id, closedOn, due),
    ...(toBeSigned ? byDue('receiptTimeliness', id, receivedOn, receiptDue) : []),
    ...(kind !== 'rectify' || recheckCounts === undefined
      ? []
      : [
          all('rectification', id, recheckCounts),
          ...(verifiedOn === undefined ? [] : [some('rectification', id, verifiedOn, recheckCounts)]),
        ]),
  ];
}

const passedOn: readonly FactOf<'lead'>['status'][] = ['passed-on', 'merged', 'rejected'];
const ofLead = ({ id, status, concludedOn, due }: FactOf<'lead'>): readonly Step[] =>
  passedOn.includes(status) ? [] : byDue('leadTimeliness', id, concludedOn, due);
