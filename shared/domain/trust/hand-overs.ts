import type { HandOvers } from '../notice/hand-over.ts';
import type { TrustPeriodEvent } from './states.ts';

/** What is done about a period, also what leaves its state as it is. */
export type TrustAct = TrustPeriodEvent | 'propose' | 'guide';

/** Whose turn it is after each step of a period of trust: that of its department, whose head decides unless the office does. */
export const trustHandOvers = {
  propose: {
    to: ['department'],
    says: '提出了',
    asks: { todo: 'trust-to-decide', words: '请负责人审批，适用于全县的由县联席会议办公室审批' },
  },
  approve: { to: ['department'], says: '批准了' },
  drop: { to: ['department'], says: '未批准' },
  revoke: { to: ['department'], says: '提前终止了' },
  end: { nobody: 'it was known from the beginning when it ends' },
  guide: { nobody: 'the department that has advised goes on' },
} as const satisfies HandOvers<TrustAct, 'department'>;
