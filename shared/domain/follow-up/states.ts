import type { Transitions } from '../../base/transitions.ts';

export const followUpStatuses = [
  'opened',
  'received',
  'returned',
  'disputed',
  'reported',
  'closed',
  'cancelled',
] as const;
export type FollowUpStatus = (typeof followUpStatuses)[number];
export const followUpEvents = [
  'receive',
  'return',
  'redirect',
  'insist',
  'decide',
  'report',
  'confirm',
  'send-back',
  'extend',
  'cancel',
  'reopen',
] as const;
export type FollowUpEvent = (typeof followUpEvents)[number];

/**
 * R36: the receiver signs or returns; a return is redirected or disputed, and a dispute is decided once. R37: what is
 * reported is confirmed by another. What becomes of one whose ground a correction takes away is `cancelled`, in whichever
 * state it is open.
 */
export const followUpTransitions: Transitions<FollowUpStatus, FollowUpEvent> = {
  opened: { receive: 'received', return: 'returned', cancel: 'cancelled' },
  received: { report: 'reported', extend: 'received', cancel: 'cancelled' },
  returned: { redirect: 'opened', insist: 'disputed', cancel: 'cancelled' },
  disputed: { decide: 'opened', cancel: 'cancelled' },
  reported: { confirm: 'closed', 'send-back': 'received', cancel: 'cancelled' },
  closed: { reopen: 'received' },
  cancelled: {},
};

export const followUpWords = {
  entity: 'follow-up',
  states: {
    opened: '待签收',
    received: '办理中',
    returned: '已退回',
    disputed: '争议待裁',
    reported: '已反馈',
    closed: '已办结',
    cancelled: '已撤销',
  },
  events: {
    receive: '签收',
    return: '退回',
    redirect: '改送',
    insist: '提请裁定',
    decide: '裁定',
    report: '反馈',
    confirm: '确认办结',
    'send-back': '退回补办',
    extend: '延长反馈期限',
    cancel: '撤销',
    reopen: '重新办理',
  },
} as const;

/** Somebody still has to do something about it. */
export const isOpenFollowUp = (status: FollowUpStatus): boolean => status !== 'closed' && status !== 'cancelled';
