import type { HandOvers } from '../notice/hand-over.ts';
import type { PlanEvent } from './states.ts';

/** The joint meeting's office, the department whose plan it is, or every department that takes part. */
export type PlanSide = 'office' | 'owner' | 'departments';

const goesOn = { nobody: 'the department that writes it goes on' };

/** Whose turn it is after each step of a plan. */
export const planHandOvers = {
  edit: goesOn,
  consult: { nobody: 'each department that is asked gets a notice of its own, with its entries and the day' },
  answer: { nobody: 'the answer itself is told to whoever asked' },
  submit: { to: ['office'], says: '报送了', asks: { todo: 'plan-to-approve', words: '请审批' } },
  'take-back': goesOn,
  'take-back-adjustment': goesOn,
  return: { to: ['owner'], says: '退回了', asks: { todo: 'plan-to-mend', words: '请修改后再报送' } },
  approve: { to: ['owner'], says: '批准了', asks: { todo: 'plan-to-publish', words: '请公布' } },
  publish: { to: ['departments'], says: '公布了' },
  adjust: goesOn,
  abandon: { nobody: 'the edition that is public stands' },
  close: { to: ['departments'], says: '结束了' },
  reopen: { to: ['departments'], says: '恢复执行' },
  discard: { nobody: 'it was never public' },
  restore: goesOn,
} as const satisfies HandOvers<PlanEvent, PlanSide>;
