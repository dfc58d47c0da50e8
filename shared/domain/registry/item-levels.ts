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

/** The items of some lists that inspections may be planned and drawn for: 有效, and replaced by no higher list. */
export function itemsInForce(items: readonly ListedItem[]): ReadonlySet<string> {
  const superseded = supersededItems(items);
  return new Set(items.filter(({ id, status }) => status === '有效' && !superseded.has(id)).map(({ id }) => id));
}

/** What is in force in these lists and would be replaced once `changed` stood in them: each id with that of its replacement. */
export function displacedItems(
  items: readonly ListedItem[],
  changed: readonly ListedItem[],
): ReadonlyMap<string, string> {
  const before = itemsInForce(items);
  const after = new Map([...items, ...changed].map((item) => [item.id, item]));
  const superseded = [...supersededItems([...after.values()])];
  return new Map(superseded.filter(([id]) => before.has(id) && after.get(id)?.status === '有效'));
}

/** Whether two versions of an item replace the same others, and are replaced by the same. */
export const ranksTheSame = (one: Pick<ListedItem, 'name' | 'level'>, other: Pick<ListedItem, 'name' | 'level'>) =>
  one.level === other.level && normalisedName(one.name) === normalisedName(other.name);

/** Full-width or half-width forms, spaces and punctuation do not make a different item. */
const normalisedName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\p{P}\p{Z}\s]/gu, '')
    .toLowerCase();

const rank = ({ level }: Pick<ListedItem, 'level'>): number => itemLevels.indexOf(level);

const byLevelThenId = (a: ListedItem, b: ListedItem): number => rank(a) - rank(b) || compare(a.id, b.id);
