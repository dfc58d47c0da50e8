import { applyChain, exploreFrom, newSearch, type Search, source, unseen } from './match-chain.ts';
import { isFree, loadOf, type Roster } from './match-roster.ts';

/**
 * Evens out the loads: applies chains of replacements, from the highest load down, as long as one moves a visit to
 * someone with two visits fewer. Where no visit needs an exact search, loads that no such chain can improve have the
 * least sum of squares of all assignments: the load vectors of a sum of matroids within bounds are an M-convex set.
 */
export function evenOut(roster: Roster): void {
  while (evenOutOnce(roster)) continue;
}

/** One pass from the highest load down; true when it changed anything. */
function evenOutOnce(roster: Roster): boolean {
  const search = newSearch(roster);
  let improved = false;
  for (let level = Math.max(0, ...roster.loads); level >= 2; ) {
    const began = search.reached.length;
    const end = chainFromLevel(roster, search, level);
    if (end === undefined) {
      level -= 1;
    } else {
      applyChain(roster, search, end);
      forget(search, began);
      improved = true;
    }
  }
  return improved;
}

/** Inspectors reached from a higher level have no chain to anybody and are not searched again. */
function chainFromLevel(roster: Roster, search: Search, level: number): number | undefined {
  const began = search.reached.length;
  for (const one of roster.loads.keys()) {
    if (loadOf(roster, one) !== level || search.joins[one] !== unseen) continue;
    search.joins[one] = source;
    search.reached.push(one);
  }
  return exploreFrom(roster, search, began, (one) => loadOf(roster, one) <= level - 2 && isFree(roster, one));
}

function forget({ reached, joins, leaves, waiting }: Search, began: number): void {
  for (const one of reached.splice(began)) {
    joins[one] = unseen;
    leaves[one] = -1;
  }
  waiting.clear();
}
