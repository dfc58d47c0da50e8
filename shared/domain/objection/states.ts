import type { Transitions } from '../../base/transitions.ts';

export const objectionStatuses = ['filed', 'checking', 'upheld', 'dismissed', 'not-accepted', 'withdrawn'] as const;
export type ObjectionStatus = (typeof objectionStatuses)[number];
export const objectionEvents = ['accept', 'not-accept', 'uphold', 'dismiss', 'withdraw'] as const;
export type ObjectionEvent = (typeof objectionEvents)[number];

/** R95–R97: an objection is taken up or not, and decided by somebody who had no part in the result. */
export const objectionTransitions: Transitions<ObjectionStatus, ObjectionEvent> = {
  filed: { accept: 'checking', 'not-accept': 'not-accepted', withdraw: 'withdrawn' },
  checking: { uphold: 'upheld', dismiss: 'dismissed', withdraw: 'withdrawn' },
  upheld: {},
  dismissed: {},
  'not-accepted': {},
  withdrawn: {},
};

export const objectionWords = {
  entity: 'objection',
  states: {
    filed: '已提出',
    checking: '核实中',
    upheld: '成立',
    dismissed: '不成立',
    'not-accepted': '不予受理',
    withdrawn: '已撤回',
  },
  events: {
    accept: '受理异议',
    'not-accept': '不予受理',
    uphold: '认定异议成立',
    dismiss: '认定异议不成立',
    withdraw: '撤回异议',
  },
} as const;
