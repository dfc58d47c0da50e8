import { type PublicPeriod, publicPeriod } from '../../calendar/due.ts';
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

/** The day on which what is listed ends by itself (R50). */
export const entryEnds = (entry: Pick<ListEntry, 'list' | 'status' | 'decision'>) =>
  entry.status === 'listed' ? termOfEntry(entry)?.stopsOn : undefined;
