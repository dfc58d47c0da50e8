import type { Transitions } from '../../base/transitions.ts';

export const planStatuses = [
  'draft',
  'submitted',
  'returned',
  'approved',
  'published',
  'adjusting',
  'closed',
  'discarded',
] as const;

export type PlanStatus = (typeof planStatuses)[number];

export const planEvents = [
  'edit',
  'consult',
  'answer',
  'submit',
  'take-back',
  'take-back-adjustment',
  'return',
  'approve',
  'publish',
  'adjust',
  'abandon',
  'close',
  'reopen',
  'discard',
  'restore',
] as const;

export type PlanEvent = (typeof planEvents)[number];

/**
 * R12: approved by the joint meeting's office. An adjustment is a new edition with a reason; the public edition stays
 * public until the next one is. An approved plan can still be returned, e.g. when an item has been abolished since. An
 * adjustment can be abandoned, even a returned one; a plan that was never published has no edition to go back to and is
 * discarded instead. A submission that is taken back is a draft or an adjustment again.
 */
export const planTransitions: Transitions<PlanStatus, PlanEvent> = {
  draft: { edit: 'draft', consult: 'draft', answer: 'draft', submit: 'submitted', discard: 'discarded' },
  submitted: {
    'take-back': 'draft',
    'take-back-adjustment': 'adjusting',
    return: 'returned',
    approve: 'approved',
  },
  returned: {
    edit: 'returned',
    consult: 'returned',
    answer: 'returned',
    submit: 'submitted',
    abandon: 'published',
    discard: 'discarded',
  },
  approved: { return: 'returned', publish: 'published' },
  published: { adjust: 'adjusting', close: 'closed' },
  adjusting: {
    edit: 'adjusting',
    consult: 'adjusting',
    answer: 'adjusting',
    submit: 'submitted',
    abandon: 'published',
  },
  closed: { reopen: 'published' },
  discarded: { restore: 'draft' },
};

export const planWords = {
  entity: 'plan',
  states: {
    draft: '草稿',
    submitted: '待审批',
    returned: '已退回',
    approved: '已批准',
    published: '已公布',
    adjusting: '调整中',
    closed: '已结束',
    discarded: '已删除',
  },
  events: {
    edit: '修改',
    consult: '征求意见',
    answer: '答复意见',
    submit: '报送',
    'take-back': '撤回报送',
    'take-back-adjustment': '撤回调整的报送',
    return: '退回',
    approve: '批准',
    publish: '公布',
    adjust: '调整',
    abandon: '放弃调整',
    close: '结束',
    reopen: '恢复执行',
    discard: '删除',
    restore: '恢复草稿',
  },
} as const;
