import type { Transitions } from '../../base/transitions.ts';

export const resultStatuses = [
  'assigned',
  'draft',
  'submitted',
  'returned',
  'approved',
  'withholding',
  'published',
  'withheld',
  'correcting',
  'voided',
] as const;
export type ResultStatus = (typeof resultStatuses)[number];

export const resultEvents = [
  'record',
  'submit',
  'return',
  'return-correction',
  'approve',
  'publish',
  'request-withholding',
  'refuse-withholding',
  'withhold',
  'correct',
  'void',
] as const;
export type ResultEvent = (typeof resultEvents)[number];

/**
 * R5, R6: a second person approves; published results stay, and a correction becomes a new edition. A returned
 * correction goes back to `correcting`, never to a state in which a published result could be voided.
 */
export const resultTransitions: Transitions<ResultStatus, ResultEvent> = {
  assigned: { record: 'draft', void: 'voided' },
  draft: { record: 'draft', submit: 'submitted', void: 'voided' },
  returned: { record: 'draft', submit: 'submitted', void: 'voided' },
  submitted: { return: 'returned', 'return-correction': 'correcting', approve: 'approved' },
  approved: {
    return: 'returned',
    'return-correction': 'correcting',
    publish: 'published',
    'request-withholding': 'withholding',
  },
  withholding: { 'refuse-withholding': 'approved', withhold: 'withheld' },
  published: { correct: 'correcting' },
  withheld: { correct: 'correcting' },
  correcting: { record: 'correcting', submit: 'submitted' },
  voided: {},
};

export const resultWords = {
  entity: 'result',
  states: {
    assigned: '待检查',
    draft: '录入中',
    submitted: '待审核',
    returned: '已退回',
    approved: '待公示',
    withholding: '不予公开待审批',
    published: '已公示',
    withheld: '不予公开',
    correcting: '更正中',
    voided: '已作废',
  },
  events: {
    record: '录入',
    submit: '提交',
    return: '退回',
    'return-correction': '退回更正',
    approve: '审核通过',
    publish: '公示',
    'request-withholding': '申请不予公开',
    'refuse-withholding': '不同意不予公开',
    withhold: '同意不予公开',
    correct: '更正',
    void: '作废',
  },
} as const;
