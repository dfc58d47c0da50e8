import type { Transitions } from '../../base/transitions.ts';

export const creditRecordStatuses = ['current', 'contested', 'repaired', 'expired', 'revoked'] as const;
export type CreditRecordStatus = (typeof creditRecordStatuses)[number];
export const creditRecordEvents = ['revise', 'contest', 'settle', 'repair', 'expire', 'revoke', 'resume'] as const;
export type CreditRecordEvent = (typeof creditRecordEvents)[number];

/**
 * R43: a record follows its source, and nothing else changes it. A later edition or decision revises it, whatever it had become;
 * what is shown again is current, or contested if its objection is not decided yet.
 */
export const creditRecordTransitions: Transitions<CreditRecordStatus, CreditRecordEvent> = {
  current: { revise: 'current', contest: 'contested', repair: 'repaired', expire: 'expired', revoke: 'revoked' },
  contested: { revise: 'current', settle: 'current', repair: 'repaired', expire: 'expired', revoke: 'revoked' },
  repaired: { revise: 'current', contest: 'contested', revoke: 'revoked', resume: 'current' },
  expired: { revise: 'current', contest: 'contested', revoke: 'revoked', resume: 'current' },
  revoked: { revise: 'current' },
};

export const creditRecordWords = {
  entity: 'credit-record',
  states: {
    current: '有效',
    contested: '异议处理中',
    repaired: '已修复',
    expired: '期满',
    revoked: '已撤销',
  },
  events: {
    revise: '变更',
    contest: '标注异议处理中',
    settle: '异议处理完毕',
    repair: '修复',
    expire: '期满',
    revoke: '撤销',
    resume: '恢复',
  },
} as const;
