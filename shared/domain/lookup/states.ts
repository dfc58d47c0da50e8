import type { Transitions } from '../../base/transitions.ts';

export const sanctionDecisionStatuses = ['recorded', 'declined', 'lifted', 'withdrawn'] as const;
export type SanctionDecisionStatus = (typeof sanctionDecisionStatuses)[number];
export const sanctionDecisionEvents = ['lift', 'withdraw'] as const;
export type SanctionDecisionEvent = (typeof sanctionDecisionEvents)[number];

/** R46: a person decides and says why; what was applied is lifted when its ground ends, or withdrawn when it was wrong. */
export const sanctionDecisionTransitions: Transitions<SanctionDecisionStatus, SanctionDecisionEvent> = {
  recorded: { lift: 'lifted', withdraw: 'withdrawn' },
  declined: { withdraw: 'withdrawn' },
  lifted: {},
  withdrawn: {},
};

/** Of one look-up at most one stands. */
export const isStanding = (status: SanctionDecisionStatus): boolean => status === 'recorded' || status === 'declined';

export const sanctionDecisionWords = {
  entity: 'sanction-decision',
  states: { recorded: '已实施', declined: '不予实施', lifted: '已解除', withdrawn: '已撤回' },
  events: { lift: '解除', withdraw: '撤回' },
} as const;
