import type { Transitions } from '../../base/transitions.ts';

export const campaignStatuses = [
  'draft',
  'submitted',
  'approved',
  'published',
  'drawn',
  'running',
  'closed',
  'cancelled',
] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];
export const campaignEvents = [
  'edit',
  'submit',
  'take-back',
  'return',
  'approve',
  'publish',
  'freeze',
  'draw',
  'start',
  'void',
  'close',
  'reopen',
  'cancel',
] as const;
export type CampaignEvent = (typeof campaignEvents)[number];

/**
 * R25: approved by a second person and public before anything is drawn. What its batch does moves it in the batch's own
 * commit: a freeze binds it, so that it cannot be cancelled meanwhile; a void makes it one that can be drawn again.
 */
export const campaignTransitions: Transitions<CampaignStatus, CampaignEvent> = {
  draft: { edit: 'draft', submit: 'submitted', cancel: 'cancelled' },
  submitted: { 'take-back': 'draft', return: 'draft', approve: 'approved', cancel: 'cancelled' },
  approved: { return: 'draft', publish: 'published', cancel: 'cancelled' },
  published: { freeze: 'published', draw: 'drawn', void: 'published', cancel: 'cancelled' },
  drawn: { start: 'running', void: 'published' },
  running: { close: 'closed', void: 'published' },
  closed: { reopen: 'running' },
  cancelled: {},
};

export const campaignWords = {
  entity: 'campaign',
  states: {
    draft: '拟订',
    submitted: '待批准',
    approved: '已批准',
    published: '已公布',
    drawn: '已抽取',
    running: '检查中',
    closed: '已总结',
    cancelled: '已取消',
  },
  events: {
    edit: '修改',
    submit: '报批',
    'take-back': '撤回报批',
    return: '退回',
    approve: '批准',
    publish: '公布',
    freeze: '冻结批次',
    draw: '抽取',
    start: '派发',
    void: '批次作废',
    close: '总结',
    reopen: '重新总结',
    cancel: '取消',
  },
} as const;
