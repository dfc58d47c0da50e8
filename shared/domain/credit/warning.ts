import type { LocalDate } from '../../calendar/local-date.ts';
import { type CreditClassCode, creditClasses } from '../../codes/credit-classes.ts';
import type { CreditRecord } from './credit-record.ts';
import type { Score } from './score.ts';

/** From which rise within a month on a department is told: points of the score, or classes (R64). */
export interface WarningLimits {
  readonly points: number;
  readonly classes: number;
}

const order = Object.keys(creditClasses) as readonly CreditClassCode[];

/** R64: whether a score has risen, or a class got worse, so much that it is told. */
export const isToBeTold = (
  before: Pick<Score, 'score' | 'class'>,
  after: Pick<Score, 'score' | 'class'>,
  { points, classes }: WarningLimits,
): boolean =>
  after.score - before.score >= points || order.indexOf(after.class) - order.indexOf(before.class) >= classes;

/** What a record said at the end of a day, of all of its versions, the earliest first; undefined before it was there. */
export const saidOn = (versions: readonly CreditRecord[], day: LocalDate): CreditRecord | undefined =>
  versions.findLast(({ changedOn }) => changedOn <= day);
