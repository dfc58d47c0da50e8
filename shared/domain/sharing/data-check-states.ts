import type { Transitions } from '../../base/transitions.ts';

export const dataCheckStatuses = ['filed', 'corrected', 'upheld', 'withdrawn'] as const;
export type DataCheckStatus = (typeof dataCheckStatuses)[number];
export const dataCheckEvents = ['correct', 'uphold', 'withdraw'] as const;
export type DataCheckEvent = (typeof dataCheckEvents)[number];

/** The source corrects what is wrong, or says that it is right; who asked takes it back before. */
export const dataCheckTransitions: Transitions<DataCheckStatus, DataCheckEvent> = {
  filed: { correct: 'corrected', uphold: 'upheld', withdraw: 'withdrawn' },
  corrected: {},
  upheld: {},
  withdrawn: {},
};

export const dataCheckWords = {
  entity: 'data-check',
  states: { filed: '待校核', corrected: '已更正', upheld: '核实无误', withdrawn: '已撤回' },
  events: { correct: '更正数据', uphold: '认定无误', withdraw: '撤回校核申请' },
} as const;
