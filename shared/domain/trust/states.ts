import type { Transitions } from '../../base/transitions.ts';

export const trustPeriodStatuses = ['proposed', 'active', 'not-approved', 'ended', 'revoked'] as const;
export type TrustPeriodStatus = (typeof trustPeriodStatuses)[number];
export const trustPeriodEvents = ['approve', 'drop', 'end', 'revoke'] as const;
export type TrustPeriodEvent = (typeof trustPeriodEvents)[number];

/** R62: approved by a second person, it ends by itself, or before its time with a reason; nothing renews it. */
export const trustPeriodTransitions: Transitions<TrustPeriodStatus, TrustPeriodEvent> = {
  proposed: { approve: 'active', drop: 'not-approved' },
  active: { end: 'ended', revoke: 'revoked' },
  'not-approved': {},
  ended: {},
  revoked: {},
};

export const trustPeriodWords = {
  entity: 'trust-period',
  states: { proposed: '拟列', active: '观察期', 'not-approved': '未批准', ended: '期满', revoked: '提前终止' },
  events: { approve: '批准', drop: '不予批准', end: '期满', revoke: '提前终止' },
} as const;
