import type { HandOvers } from '../notice/hand-over.ts';
import type { ListEntryEvent } from './states.ts';

/** What is done about an entry, also what leaves its state as it is. */
export type ListEntryAct = ListEntryEvent | 'suggest' | 'request-removal' | 'request-revocation';

const toDecide = { todo: 'listing-to-decide', words: '请负责人决定是否列入' } as const;

/** Whose turn it is after each step of an entry of a list: all of it lies within the department that decides. */
export const listEntryHandOvers = {
  suggest: { nobody: 'whoever entered the proposal tells the subject' },
  notify: { to: ['department'], says: '书面告知了', asks: toDecide },
  contest: {
    to: ['department'],
    says: '登记了陈述异议：',
    asks: { todo: 'listing-to-notify', words: '请答复' },
  },
  answer: { to: ['department'], says: '答复了陈述异议：', asks: toDecide },
  list: { to: ['department'], says: '决定列入：' },
  drop: { to: ['department'], says: '决定不予列入：' },
  'request-removal': {
    to: ['department'],
    says: '申请移出：',
    asks: { todo: 'removal-to-decide', words: '请负责人审批' },
  },
  'request-revocation': {
    to: ['department'],
    says: '登记了撤销列入的文书：',
    asks: { todo: 'revocation-to-decide', words: '请负责人审批' },
  },
  repair: { to: ['department'], says: '批准移出：' },
  expire: { nobody: 'it was known from the beginning when the term is over' },
  revoke: { to: ['department'], says: '撤销列入：' },
} as const satisfies HandOvers<ListEntryAct, 'department'>;
