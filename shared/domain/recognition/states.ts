import type { Transitions } from '../../base/transitions.ts';

export const recognitionStatuses = ['ok', 'to-re-examine', 'withdrawn'] as const;
export type RecognitionStatus = (typeof recognitionStatuses)[number];
export const recognitionEvents = ['review', 'confirm', 'withdraw'] as const;
export type RecognitionEvent = (typeof recognitionEvents)[number];

/** R33: what is done to the cited result makes a recognition to be looked at again, by the department that relies on it. */
export const recognitionTransitions: Transitions<RecognitionStatus, RecognitionEvent> = {
  ok: { review: 'to-re-examine', withdraw: 'withdrawn' },
  'to-re-examine': { confirm: 'ok', withdraw: 'withdrawn' },
  withdrawn: {},
};

export const recognitionWords = {
  entity: 'recognition',
  states: { ok: '有效', 'to-re-examine': '待复核', withdrawn: '已撤回' },
  events: { review: '要求复核', confirm: '确认互认', withdraw: '撤回互认' },
} as const;
