import type { Transitions } from '../../base/transitions.ts';

export const visitStatuses = ['dispatched', 'completed', 'not-performed', 'voided'] as const;

export type VisitStatus = (typeof visitStatuses)[number];

export const visitEvents = ['complete', 'not-perform', 'void'] as const;

export type VisitEvent = (typeof visitEvents)[number];

/** A visit ends with its last part, or when its lead ends it; what its parts say later moves it between the two ends. */
export const visitTransitions: Transitions<VisitStatus, VisitEvent> = {
  dispatched: { complete: 'completed', 'not-perform': 'not-performed', void: 'voided' },
  completed: { 'not-perform': 'not-performed', void: 'voided' },
  'not-performed': { complete: 'completed', void: 'voided' },
  voided: {},
};

export const visitWords = {
  entity: 'visit',
  states: { dispatched: '已派发', completed: '检查完成', 'not-performed': '未实施检查', voided: '已作废' },
  events: { complete: '登记检查完成', 'not-perform': '登记未实施检查', void: '作废' },
} as const;
