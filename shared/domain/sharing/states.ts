import type { Transitions } from '../../base/transitions.ts';

export const shareRequestStatuses = ['filed', 'granted', 'refused', 'opened', 'disputed', 'closed'] as const;
export type ShareRequestStatus = (typeof shareRequestStatuses)[number];
export const shareRequestEvents = [
  'grant',
  'refuse',
  'open',
  'dispute',
  'decide-open',
  'decide-refuse',
  'close',
] as const;
export type ShareRequestEvent = (typeof shareRequestEvents)[number];

/** R28, R29: the holder answers with its reason and opens what it has granted; a refusal can be disputed. */
export const shareRequestTransitions: Transitions<ShareRequestStatus, ShareRequestEvent> = {
  filed: { grant: 'granted', refuse: 'refused', close: 'closed' },
  granted: { open: 'opened', close: 'closed' },
  refused: { dispute: 'disputed' },
  opened: { close: 'closed' },
  disputed: { 'decide-open': 'granted', 'decide-refuse': 'refused' },
  closed: {},
};

export const shareRequestWords = {
  entity: 'share-request',
  states: {
    filed: '已申请',
    granted: '同意',
    refused: '不同意',
    opened: '已开通',
    disputed: '争议',
    closed: '已终止',
  },
  events: {
    grant: '同意共享',
    refuse: '不同意共享',
    open: '开通共享',
    dispute: '提请协调',
    'decide-open': '决定共享',
    'decide-refuse': '决定不共享',
    close: '终止共享',
  },
} as const;
