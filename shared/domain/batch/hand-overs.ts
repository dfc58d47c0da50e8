import type { HandOvers } from '../notice/hand-over.ts';
import type { BatchEvent } from './states.ts';

/**
 * The joint meeting's office; the departments that lead the batch, all that inspect, and their teams; whoever decides on a
 * request, and whom it concerns.
 */
export type BatchSide = 'office' | 'leads' | 'departments' | 'teams' | 'deciders' | 'concerned';

/** What is asked and decided about a batch beside its steps. A void that was asked for is approved by a step of the batch. */
export type BatchRequestAct =
  | 'request-void'
  | 'request-reserve'
  | 'call-reserve'
  | 'request-team-change'
  | 'change-team'
  | 'refuse-request'
  | 'withdraw-request';

export type BatchAct = BatchEvent | BatchRequestAct;

const byItself = { nobody: 'the process carries it on by itself' };
const parties = { nobody: 'the parties are reminded, each with its duty and the time until which it has it' };
const decide = (todo: 'void-to-decide' | 'reserve-to-decide' | 'team-change-to-decide') =>
  ({ todo, words: '请审批' }) as const;

/** Whose turn it is after each step of a batch and each act about it. */
export const batchHandOvers = {
  freeze: { nobody: 'whoever froze it publishes its digest' },
  commit: parties,
  move: parties,
  reveal: byItself,
  draw: byItself,
  fail: { to: ['leads'], says: '未能匹配检查人员：' },
  dispatch: {
    ...{ to: ['departments', 'teams'], says: '派发了' },
    asks: { todo: 'result-to-inspect', words: '请按期检查并录入结果' },
  },
  void: { to: ['departments'], says: '批准作废' },
  lose: { to: ['departments'], says: '批准作废' },
  'request-void': { to: ['office'], says: '申请作废', asks: decide('void-to-decide') },
  'request-reserve': { to: ['deciders'], says: '申请候补，涉及', asks: decide('reserve-to-decide') },
  'call-reserve': { to: ['concerned', 'teams'], says: '批准候补，涉及' },
  'request-team-change': { to: ['deciders'], says: '申请换员，涉及', asks: decide('team-change-to-decide') },
  'change-team': { to: ['concerned', 'teams'], says: '批准换员，涉及' },
  'refuse-request': { to: ['concerned'], says: '不同意申请，涉及' },
  'withdraw-request': { nobody: 'whoever asked goes on without' },
} as const satisfies HandOvers<BatchAct, BatchSide>;
