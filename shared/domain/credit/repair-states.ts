import type { Transitions } from '../../base/transitions.ts';

export const repairStatuses = [
  'filed',
  'supplement',
  'accepted',
  'executed',
  'refused',
  'not-accepted',
  'withdrawn',
  'cancelled',
] as const;
export type RepairStatus = (typeof repairStatuses)[number];
export const repairEvents = ['ask', 'supply', 'accept', 'not-accept', 'grant', 'refuse', 'withdraw', 'cancel'] as const;
export type RepairEvent = (typeof repairEvents)[number];

/**
 * R51, R52: an application is accepted or not, and decided by somebody who has not handled it. What is granted is executed by
 * the same step, so that no repair is granted and not executed. Whoever does not bring what was asked for is not accepted.
 */
export const repairTransitions: Transitions<RepairStatus, RepairEvent> = {
  filed: { ask: 'supplement', accept: 'accepted', 'not-accept': 'not-accepted', withdraw: 'withdrawn' },
  supplement: { supply: 'filed', 'not-accept': 'not-accepted', withdraw: 'withdrawn' },
  accepted: { grant: 'executed', refuse: 'refused', withdraw: 'withdrawn' },
  executed: { cancel: 'cancelled' },
  refused: {},
  'not-accepted': {},
  withdrawn: {},
  cancelled: {},
};

export const repairWords = {
  entity: 'repair',
  states: {
    filed: '已申请',
    supplement: '待补正',
    accepted: '已受理',
    executed: '准予修复并已执行',
    refused: '不予修复',
    'not-accepted': '不予受理',
    withdrawn: '已撤回',
    cancelled: '修复被撤销',
  },
  events: {
    ask: '一次性告知补正',
    supply: '补正材料',
    accept: '受理修复申请',
    'not-accept': '不予受理修复申请',
    grant: '准予修复并执行',
    refuse: '不予修复',
    withdraw: '撤回修复申请',
    cancel: '撤销修复',
  },
} as const;
