import { type PublicPeriod, publicPeriod } from '../../calendar/due.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import { dishonestyLists } from '../../codes/dishonesty-lists.ts';
import type { ListEntry } from './list-entry.ts';

/** How long an entry is on its list, from the day of the decision; none where it was not listed, or the list has no longest term. */
export function termOfEntry({
  list,
  status,
  decision,
}: Pick<ListEntry, 'list' | 'status' | 'decision'>): PublicPeriod | undefined {
  const rule = dishonestyLists[list];
  return decision && status !== 'not-listed' && 'months' in rule ? publicPeriod(rule.months, decision.on) : undefined;
}

type Ending = Pick<ListEntry, 'list' | 'status' | 'decision' | 'outside'>;

/** The first day on which an entry is in force no more, unless it is taken off before: its term is over, or what was decided elsewhere said so. */
export const lastsUntil = (entry: Ending): LocalDate | undefined =>
  [termOfEntry(entry)?.stopsOn, entry.outside?.until]
    .filter((day) => day !== undefined)
    .toSorted()
    .at(0);

/** The day on which what is listed ends by itself (R50). */
export const entryEnds = (entry: Ending): LocalDate | undefined =>
  entry.status === 'listed' ? lastsUntil(entry) : undefined;
