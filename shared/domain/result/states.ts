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
  'clear',
  'submit',
  'take-back',
  'take-back-correction',
  'return',
  'return-correction',
  'approve',
  'publish',
  'request-withholding',
  'withdraw-withholding',
  'refuse-withholding',
  'withhold',
  'correct',
  'abandon-correction',
  'abandon-correction-of-withheld',
  'void',
] as const;
export type ResultEvent = (typeof resultEvents)[number];

/**
 * R5, R6: a second person approves; published results stay, and a correction becomes a new edition or is abandoned. A
 * correction that is returned or taken back is `correcting` again, never in a state in which a published result could
 * be voided.
 */
export const resultTransitions: Transitions<ResultStatus, ResultEvent> = {
  assigned: { record: 'draft', void: 'voided' },
  draft: { record: 'draft', clear: 'assigned', submit: 'submitted', void: 'voided' },
  returned: { record: 'draft', clear: 'assigned', submit: 'submitted', void: 'voided' },
  submitted: {
    'take-back': 'draft',
    'take-back-correction': 'correcting',
    return: 'returned',
    'return-correction': 'correcting',
    approve: 'approved',
  },
  approved: {
    return: 'returned',
    'return-correction': 'correcting',
    publish: 'published',
    'request-withholding': 'withholding',
  },
  withholding: { 'withdraw-withholding': 'approved', 'refuse-withholding': 'approved', withhold: 'withheld' },
  published: { correct: 'correcting' },
  withheld: { correct: 'correcting' },
  correcting: {
    record: 'correcting',
    submit: 'submitted',
    'abandon-correction': 'published',
    'abandon-correction-of-withheld': 'withheld',
  },
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
    clear: '清空录入',
    submit: '提交',
    'take-back': '撤回提交',
    'take-back-correction': '撤回更正的提交',
    return: '退回',
    'return-correction': '退回更正',
    approve: '审核通过',
    publish: '公示',
    'request-withholding': '申请不予公开',
    'withdraw-withholding': '撤回不予公开申请',
    'refuse-withholding': '不同意不予公开',
    withhold: '同意不予公开',
    correct: '更正',
    'abandon-correction': '放弃更正',
    'abandon-correction-of-withheld': '放弃对不予公开结果的更正',
    void: '作废',
  },
} as const;
