import { itemLevels } from '../../codes/inspection.ts';
import { compare } from '../../draw/text.ts';
import type { InspectionItem } from './registry.ts';

type ListedItem = Pick<InspectionItem, 'id' | 'department' | 'name' | 'level' | 'status'>;

/**
 * Items that a higher list (国家, 省, 市, 县 in this order) of the same department replaces: each id with the id of the 有效
 * item that replaces it. The comparison of names ignores spelling differences between lists.
 */
export function supersededItems(items: readonly ListedItem[]): ReadonlyMap<string, string> {
  const sameItem = Map.groupBy(items, ({ department, name }) => `${department} ${normalisedName(name)}`);
  const replaced = new Map<string, string>();
  for (const group of sameItem.values()) {
    const [highest] = group.filter(({ status }) => status === '有效').sort(byLevelThenId);
    if (!highest) continue;
    for (const item of group) if (rank(item) > rank(highest)) replaced.set(item.id, highest.id);
  }
  return replaced;
}

/** Full-width or half-width forms, spaces and punctuation do not make a different item. */
const normalisedName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\p{P}\p{Z}\s]/gu, '')
    .toLowerCase();

const rank = ({ level }: Pick<ListedItem, 'level'>): number => itemLevels.indexOf(level);

const byLevelThenId = (a: ListedItem, b: ListedItem): number => rank(a) - rank(b) || compare(a.id, b.id);
