import { publicPeriod } from '../../calendar/due.ts';
import { type LocalDate, shiftDate } from '../../calendar/local-date.ts';
import { publicTerms } from '../../codes/public-terms.ts';
import type { CreditRecord, CreditRow } from './credit-record.ts';

/** The rows of a record that are shown still, by their items. */
export const shownRows = ({ rows = [] }: Pick<CreditRecord, 'rows'>): readonly CreditRow[] =>
  rows.filter(({ stopped }) => stopped === undefined);

/**
 * R51: the first day on which all of this may be repaired: the day after the latest of the least terms. A row without a grade of
 * its own, and what is light, has none.
 */
export function repairFrom(
  decision: Pick<CreditRecord, 'minEnds'> | undefined,
  rows: readonly Pick<CreditRow, 'grade'>[],
  inspectedOn: LocalDate | undefined,
): LocalDate | undefined {
  const own = decision?.minEnds === undefined ? [] : [shiftDate(decision.minEnds, 1)];
  const ofRows = rows.flatMap(({ grade }) => {
    if (!grade || inspectedOn === undefined) return [];
    const { leastEnds, repairFrom: from } = publicPeriod(publicTerms[grade], inspectedOn);
    return leastEnds === undefined ? [] : [from];
  });
  return [...own, ...ofRows].toSorted().at(-1);
}
