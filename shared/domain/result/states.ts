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
  'stopped',
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
  'abandon-correction-of-stopped',
  'publish-stopped',
  'request-stop',
  'withdraw-stop',
  'refuse-stop',
  'stop-rows',
  'stop',
  'resume',
  'contest',
  'settle',
  'void',
] as const;
export type ResultEvent = (typeof resultEvents)[number];

/**
 * R5, R6: a second person approves; published results stay, and a correction becomes a new edition or is abandoned. A
 * correction that is returned or taken back is `correcting` again, never in a state in which a published result could
 * be voided. Rows of what is public stop being shown also while a correction is under way; a result of which no row is
 * left is `stopped` (R99).
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
    'stop-rows': 'submitted',
    contest: 'submitted',
    settle: 'submitted',
  },
  approved: {
    return: 'returned',
    'return-correction': 'correcting',
    publish: 'published',
    'publish-stopped': 'stopped',
    'request-withholding': 'withholding',
    'stop-rows': 'approved',
    contest: 'approved',
    settle: 'approved',
  },
  withholding: {
    'withdraw-withholding': 'approved',
    'refuse-withholding': 'approved',
    withhold: 'withheld',
    'stop-rows': 'withholding',
    contest: 'withholding',
    settle: 'withholding',
  },
  published: {
    correct: 'correcting',
    'request-stop': 'published',
    'withdraw-stop': 'published',
    'refuse-stop': 'published',
    'stop-rows': 'published',
    stop: 'stopped',
    resume: 'published',
    contest: 'published',
    settle: 'published',
  },
  stopped: { resume: 'published', correct: 'correcting', settle: 'stopped' },
  withheld: { correct: 'correcting', settle: 'withheld' },
  correcting: {
    record: 'correcting',
    submit: 'submitted',
    'abandon-correction': 'published',
    'abandon-correction-of-withheld': 'withheld',
    'abandon-correction-of-stopped': 'stopped',
    'stop-rows': 'correcting',
    contest: 'correcting',
    settle: 'correcting',
  },
  voided: {},
};

/** What it says in this state a second person has approved. */
export const isApproved = (status: ResultStatus): boolean =>
  ['approved', 'withholding', 'published', 'withheld', 'stopped'].includes(status);

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
    stopped: '已停止公示',
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
    'abandon-correction-of-stopped': '放弃对已停止公示结果的更正',
    'publish-stopped': '公示更正（已停止公示）',
    'request-stop': '申请停止公示',
    'withdraw-stop': '撤回停止公示申请',
    'refuse-stop': '不同意停止公示',
    'stop-rows': '停止公示部分事项',
    stop: '停止公示',
    resume: '恢复公示',
    contest: '标注异议处理中',
    settle: '登记异议处理结果',
    void: '作废',
  },
} as const;
