import type { Transitions } from '../../base/transitions.ts';

export const listEntryStatuses = [
  'suggested',
  'notified',
  'contested',
  'listed',
  'not-listed',
  'repaired',
  'expired',
  'revoked',
] as const;
export type ListEntryStatus = (typeof listEntryStatuses)[number];
export const listEntryEvents = ['notify', 'contest', 'answer', 'list', 'drop', 'repair', 'expire', 'revoke'] as const;
export type ListEntryEvent = (typeof listEntryEvents)[number];

/** R44: nobody is listed who was not told in writing before and answered if they objected; what is listed is removed, or revoked. */
export const listEntryTransitions: Transitions<ListEntryStatus, ListEntryEvent> = {
  suggested: { notify: 'notified', drop: 'not-listed' },
  notified: { contest: 'contested', list: 'listed', drop: 'not-listed' },
  contested: { answer: 'notified' },
  listed: { repair: 'repaired', expire: 'expired', revoke: 'revoked' },
  'not-listed': {},
  repaired: {},
  expired: {},
  revoked: {},
};

export const listEntryWords = {
  entity: 'list-entry',
  states: {
    suggested: '建议列入',
    notified: '已书面告知',
    contested: '陈述异议处理中',
    listed: '已列入',
    'not-listed': '不列入',
    repaired: '已修复移出',
    expired: '期满移出',
    revoked: '撤销列入',
  },
  events: {
    notify: '书面告知',
    contest: '登记陈述异议',
    answer: '答复陈述异议',
    list: '列入',
    drop: '不予列入',
    repair: '移出',
    expire: '期满移出',
    revoke: '撤销列入',
  },
} as const;
