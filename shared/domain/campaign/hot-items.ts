import { type LocalDate, shiftDate } from '../../calendar/local-date.ts';
import type { Lead } from '../lead/lead.ts';
import { subjectKey } from '../lead/likeness.ts';

/** From how many leads on how many objects, in how many days, an item is hot. */
export interface HotItemRule {
  readonly leads: number;
  readonly objects: number;
  readonly days: number;
}

/** An item on which many leads about several objects came in: a general problem. */
export interface HotItem {
  readonly itemId: string;
  /** The latest first. */
  readonly leads: readonly Lead[];
  readonly objects: number;
}

/** Not a lead of the department any more, no lead at all, or counted with the one that it was joined to. */
const uncounted: readonly Lead['status'][] = ['passed-on', 'rejected', 'merged'];

/** The first day of those that count until today. */
export const hotSince = ({ days }: Pick<HotItemRule, 'days'>, today: LocalDate): LocalDate => shiftDate(today, -days);

/**
 * The hot items of some leads, those with the most leads first. `objectOf` says which object a number stands for, since
 * one may have had several; what is known in words alone is one object for each of them.
 */
export function hotItems(
  leads: readonly Lead[],
  rule: HotItemRule,
  today: LocalDate,
  objectOf: (id: string) => string,
): readonly HotItem[] {
  const since = hotSince(rule, today);
  const byItem = new Map<string, Lead[]>();
  for (const lead of leads) {
    if (uncounted.includes(lead.status) || lead.receivedOn < since || lead.receivedOn > today) continue;
    for (const item of new Set(lead.items)) byItem.set(item, [...(byItem.get(item) ?? []), lead]);
  }
  const subjectOf = ({ objectId, subjectText }: Lead) =>
    objectId === undefined ? subjectKey({ subjectText }) : objectOf(objectId);
  return [...byItem]
    .map(([itemId, own]) => ({
      itemId,
      leads: own.toSorted((a, b) => b.number.localeCompare(a.number)),
      objects: new Set(own.map(subjectOf)).size,
    }))
    .filter((item) => item.leads.length >= rule.leads && item.objects >= rule.objects)
    .sort((a, b) => b.leads.length - a.leads.length || a.itemId.localeCompare(b.itemId));
}
