import { chainToFree } from './match-chain.ts';
import { leastFrom } from './match-joinable.ts';
import type { Need } from './match-pool.ts';
import { capacityOf, isShort, type Roster } from './match-roster.ts';

/** Inspectors at capacity and the visits that need them. */
export interface Tightness {
  readonly group: ReadonlySet<number>;
  /** Needs that any lawful team takes from the group, by index. */
  readonly indexes: readonly number[];
  /** The fewest members that these needs take from the group. */
  readonly places: number;
  /** Places beyond the group's capacity. */
  readonly beyond: number;
}

/** For every short visit: whom it could use; with them the other short visits that need some of the same. */
export function tightnesses(roster: Roster): readonly Tightness[] {
  const { needs } = roster.department;
  const left = new Set([...needs.keys()].filter((index) => isShort(roster, index)));
  const found: Tightness[] = [];
  for (const index of left) {
    const group = new Set<number>();
    let [asking, tightness]: [readonly number[], Tightness] = [[index], tightnessOf(roster, group)];
    while (asking.length > 0) {
      for (const at of asking) {
        left.delete(at);
        for (const one of chainToFree(roster, at, group).search.reached) group.add(one);
      }
      tightness = tightnessOf(roster, new Set([...group].sort((a, b) => a - b)));
      asking = tightness.indexes.filter((at) => left.has(at));
    }
    found.push(tightness);
  }
  return found;
}

function tightnessOf(roster: Roster, group: ReadonlySet<number>): Tightness {
  const usual = new Map<Need['pool'], number>();
  const leastOf = (need: Need): number => {
    const known = need.barred.size > 0 ? undefined : usual.get(need.pool);
    const least = known ?? leastFrom(need, group);
    if (need.barred.size === 0) usual.set(need.pool, least);
    return least;
  };
  const least = roster.department.needs.map(leastOf);
  const places = least.reduce((sum, each) => sum + each, 0);
  const capacity = [...group].reduce((sum, one) => sum + capacityOf(roster, one), 0);
  return {
    group,
    indexes: [...least.keys()].filter((at) => (least[at] ?? 0) > 0),
    places,
    beyond: places - capacity,
  };
}
