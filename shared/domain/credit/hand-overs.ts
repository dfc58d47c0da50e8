import type { HandOvers } from '../notice/hand-over.ts';
import type { RepairEvent } from './repair-states.ts';
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

const toDecideRepair = { todo: 'repair-to-decide', words: '请负责人决定是否准予修复' } as const;
const toAcceptRepair = { todo: 'repair-to-accept', words: '请受理、一次性告知补正或者不予受理' } as const;

/** Whose turn it is after a repair has been asked for and after each step; the subject reads what became of it by its code. */
export const repairHandOvers = {
  file: { to: ['department'], says: '提交了', asks: toAcceptRepair },
  ask: { nobody: 'the subject brings what is missing: it reads that by its code, or is told on paper' },
  supply: { to: ['department'], says: '补正了', asks: toAcceptRepair },
  accept: { to: ['department'], says: '受理了', asks: toDecideRepair },
  'not-accept': { to: ['department'], says: '不予受理' },
  grant: { to: ['department'], says: '准予修复并已停止公示：' },
  refuse: { to: ['department'], says: '不予修复：' },
  withdraw: { to: ['department'], says: '撤回了' },
  cancel: { to: ['department'], says: '撤销修复并恢复公示：' },
} as const satisfies HandOvers<RepairEvent | 'file', 'department'>;
