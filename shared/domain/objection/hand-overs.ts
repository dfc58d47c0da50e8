import type { HandOvers } from '../notice/hand-over.ts';
import type { ObjectionEvent } from './states.ts';

/** Whose turn it is after it has been filed, on paper or by the subject itself, and after each step. */
export const objectionHandOvers = {
  file: { to: ['department'], says: '登记了', asks: { todo: 'objection', words: '请受理或者不予受理' } },
  accept: { to: ['department'], says: '受理了', asks: { todo: 'objection-to-decide', words: '请核实后决定' } },
  'not-accept': { to: ['department'], says: '不予受理' },
  uphold: { nobody: 'the correction is asked of whoever entered the result' },
  dismiss: { to: ['department'], says: '认定不成立：' },
  withdraw: { to: ['department'], says: '登记撤回' },
} as const satisfies HandOvers<ObjectionEvent | 'file', 'department'>;
