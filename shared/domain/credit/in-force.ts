import type { LocalDate } from '../../calendar/local-date.ts';

/** When something counts: from its day to the day before `until` (R50). */
export interface InForce {
  readonly on: LocalDate;
  readonly until?: LocalDate | undefined;
}

export const isInForce = ({ on, until }: InForce, day: LocalDate): boolean =>
  on <= day && (until === undefined || day < until);
