import type { Transitions } from '../../base/transitions.ts';

export const leadStatuses = [
  'registered',
  'accepted',
  'checking',
  'concluded',
  'closed',
  'passed-on',
  'rejected',
  'merged',
] as const;
export type LeadStatus = (typeof leadStatuses)[number];
export const leadEvents = [
  'accept',
  'pass-on',
  'reject',
  'order-check',
  'conclude-without-check',
  'merge',
  'conclude',
  'close',
  'reopen',
] as const;
export type LeadEvent = (typeof leadEvents)[number];

/**
 * R22: what is not the own duty is passed on to a named department, also when a check has shown it; R27: a lead closes when
 * every owed answer is given.
 */
export const leadTransitions: Transitions<LeadStatus, LeadEvent> = {
  registered: { accept: 'accepted', 'pass-on': 'passed-on', reject: 'rejected' },
  accepted: {
    'order-check': 'checking',
    'conclude-without-check': 'concluded',
    merge: 'merged',
    'pass-on': 'passed-on',
  },
  checking: { conclude: 'concluded', 'pass-on': 'passed-on' },
  concluded: { close: 'closed' },
  closed: { reopen: 'accepted' },
  'passed-on': {},
  rejected: {},
  merged: {},
};

export const leadWords = {
  entity: 'lead',
  states: {
    registered: '已登记',
    accepted: '已受理',
    checking: '核查中',
    concluded: '已核查',
    closed: '已办结',
    'passed-on': '已转送',
    rejected: '不予受理',
    merged: '已并案',
  },
  events: {
    accept: '受理',
    'pass-on': '转送',
    reject: '不予受理',
    'order-check': '批准检查',
    'conclude-without-check': '不经检查办结核查',
    merge: '并案',
    conclude: '办结核查',
    close: '办结',
    reopen: '重启',
  },
} as const;

/** Somebody still has to do something about it. */
export const isOpen = (status: LeadStatus): boolean =>
  ['registered', 'accepted', 'checking', 'concluded'].includes(status);

/** What it says may still be put right. */
export const isBeingHandled = (status: LeadStatus): boolean => ['registered', 'accepted', 'checking'].includes(status);
