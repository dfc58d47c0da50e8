import type { Handed, HandOvers } from '../notice/hand-over.ts';
import type { LeadImportEvent } from './lead-import.ts';
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

const byItself = { nobody: 'a job reads it, and whoever started it is shown how far it is' };

/** Whose turn it is after each step of a file of leads. */
export const leadImportHandOvers = {
  start: byItself,
  read: byItself,
  finish: { nobody: 'its leads stand in the list of their department, each with its clock' },
  refuse: { nobody: 'whoever started it is shown why, and announces a corrected file' },
  lapse: { to: ['department'] },
} as const satisfies HandOvers<LeadImportEvent, 'department', Handed<'department'>>;
