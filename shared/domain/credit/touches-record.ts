import type { ResultEvent } from '../result/states.ts';

/** The events of a result after which its credit record may say something else, and how it follows them. */
export const follows = {
  publish: 'edition',
  'publish-stopped': 'edition',
  'stop-rows': 'shown',
  stop: 'shown',
  resume: 'shown',
  contest: 'shown',
  settle: 'shown',
  uphold: 'revoked',
  withhold: 'revoked',
} as const satisfies Partial<Record<ResultEvent, 'edition' | 'shown' | 'revoked'>>;
export type RecordedEvent = keyof typeof follows;

export const touchesCreditRecord = (event: ResultEvent): event is RecordedEvent => Object.hasOwn(follows, event);
