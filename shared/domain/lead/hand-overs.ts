import type { Handed, HandOvers } from '../notice/hand-over.ts';
import type { LeadEvent } from './states.ts';

type Side = 'receiver' | 'department' | 'who-passed-it-on';

const inHand = { nobody: 'the department that has it in hand goes on; its clock runs' };

/** Whose turn it is after each step of a lead. */
export const leadHandOvers = {
  accept: inHand,
  'pass-on': { to: ['receiver'], asks: { todo: 'lead' } },
  reject: { to: ['who-passed-it-on'] },
  'order-check': { nobody: 'the decision on the order is told' },
  'conclude-without-check': inHand,
  merge: { nobody: 'the lead that takes it in is of the same department' },
  conclude: inHand,
  close: { nobody: 'every answer that was owed has been told before' },
  reopen: { to: ['department'], asks: { todo: 'lead' } },
} as const satisfies HandOvers<LeadEvent, Side, Handed<Side>>;
