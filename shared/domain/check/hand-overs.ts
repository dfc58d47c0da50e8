import type { Handed, HandOvers } from '../notice/hand-over.ts';
import type { CheckOrderEvent } from './states.ts';

type Side = 'department' | 'team' | 'office';

/** Whose turn it is after each step of an order of a check. */
export const checkOrderHandOvers = {
  submit: { to: ['department'], asks: { todo: 'order-to-approve' } },
  approve: { to: ['department'], asks: { todo: 'order-to-send' } },
  refuse: { to: ['department'] },
  withdraw: { nobody: 'its department takes it back before anybody was sent' },
  dispatch: { to: ['team'], asks: { todo: 'result-to-inspect' } },
  'enter-urgent': { to: ['department'], asks: { todo: 'order-to-approve-late' } },
  'approve-late': { to: ['department'] },
  'refuse-late': { to: ['department', 'office'] },
} as const satisfies HandOvers<CheckOrderEvent, Side, Handed<Side>>;
