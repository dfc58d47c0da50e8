import type { Transitions } from '../../base/transitions.ts';

export const checkOrderStatuses = [
  'draft',
  'submitted',
  'approved',
  'refused',
  'withdrawn',
  'entered-urgent',
  'approved-late',
  'not-approved-late',
] as const;
export type CheckOrderStatus = (typeof checkOrderStatuses)[number];
export const checkOrderEvents = [
  'submit',
  'approve',
  'refuse',
  'withdraw',
  'dispatch',
  'enter-urgent',
  'approve-late',
  'refuse-late',
] as const;
export type CheckOrderEvent = (typeof checkOrderEvents)[number];

/** R19: nobody enters before the head has approved, or with an urgent reason; that is approved after, by another person. */
export const checkOrderTransitions: Transitions<CheckOrderStatus, CheckOrderEvent> = {
  draft: { submit: 'submitted', withdraw: 'withdrawn', 'enter-urgent': 'entered-urgent' },
  submitted: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' },
  approved: { dispatch: 'approved', withdraw: 'withdrawn' },
  'entered-urgent': { 'approve-late': 'approved-late', 'refuse-late': 'not-approved-late' },
  refused: {},
  withdrawn: {},
  'approved-late': {},
  'not-approved-late': {},
};

export const checkOrderWords = {
  entity: 'check-order',
  states: {
    draft: '拟办',
    submitted: '待批准',
    approved: '已批准',
    refused: '不批准',
    withdrawn: '已撤回',
    'entered-urgent': '先行检查（待补批）',
    'approved-late': '已补批',
    'not-approved-late': '补批未准',
  },
  events: {
    submit: '报批',
    approve: '批准',
    refuse: '不批准',
    withdraw: '撤回',
    dispatch: '派发检查',
    'enter-urgent': '先行检查',
    'approve-late': '补批',
    'refuse-late': '补批不准',
  },
} as const;
