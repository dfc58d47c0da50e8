import { dateOfMonth, type LocalDate } from '../../calendar/local-date.ts';
import { clocks } from '../../codes/clocks.ts';

/** R62: the last day that a period may have, counted from where the object's first one began: a second one renews nothing. */
export const lastTrustDay = (firstFrom: LocalDate): LocalDate => dateOfMonth(firstFrom, clocks.trustPeriod.length);
