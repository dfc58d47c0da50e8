import type { HandOvers } from '../notice/hand-over.ts';
import type { TrustPeriodEvent } from './states.ts';

/** What is done about a period, also what leaves its state as it is. */
export type TrustAct = TrustPeriodEvent | 'propose' | 'guide';

/** Whoever decides on it (its head, or the joint meeting's office), or its department. */
export type TrustSide = 'decider' | 'department';

/** Whose turn it is after each step of a period of trust. */
export const trustHandOvers = {
  propose: {
    to: ['decider'],
    says: '提出了',
    asks: { todo: 'trust-to-decide', words: '请审批' },
  },
  approve: { to: ['department'], says: '批准了' },
  drop: { to: ['department'], says: '未批准' },
  revoke: { to: ['department'], says: '提前终止了' },
  end: { nobody: 'it was known from the beginning when it ends' },
  guide: { nobody: 'the department that has advised goes on' },
} as const satisfies HandOvers<TrustAct, TrustSide>;
