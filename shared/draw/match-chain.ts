import { candidateCounts, isCandidate, isLawful, type Joinable, joinable } from './match-joinable.ts';
import type { Need } from './match-pool.ts';
import { isFree, isShort, type Roster, setTeam } from './match-roster.ts';

export const unseen = -1;
export const source = -2;

/** A breadth-first search: how it reached each inspector, by joining which need in whose place. */
export interface Search {
  /** Per inspector the need to join; `unseen`, or `source` for where the search began. */
  readonly joins: Int32Array;
  /** Per inspector who leaves that need; −1 where its team is short. */
  readonly leaves: Int32Array;
  readonly reached: number[];
  /** Candidates that the same exchange could still reach, per pool and kinds; each is reached once. */
  readonly waiting: Map<string, number[]>;
}

/** A search that skips `closed`. */
export function newSearch({ department }: Roster, closed: ReadonlySet<number> = new Set()): Search {
  const joins = new Int32Array(department.inspectors.length).fill(unseen);
  for (const one of closed) joins[one] = source;
  return { joins, leaves: new Int32Array(department.inspectors.length).fill(-1), reached: [], waiting: new Map() };
}

/**
 * Finds the shortest chain that gives the team at `index` one more member: someone joins it, is replaced in another
 * visit by someone else, and so on until the last one has spare capacity. If there is none, everyone whom the short
 * visit could use, directly or through a chain, is at capacity. `closed` are those from whom an earlier search found no
 * chain.
 */
export function chainToFree(
  roster: Roster,
  index: number,
  closed: ReadonlySet<number>,
): { readonly end?: number; readonly search: Search } {
  const search = newSearch(roster, closed);
  const ends = (one: number) => isFree(roster, one);
  const end = explore(roster, search, index, -1, ends) ?? exploreFrom(roster, search, 0, ends);
  return { ...(end !== undefined && { end }), search };
}

/** Continues from everyone reached since `began`; returns the first one who ends the search. */
export function exploreFrom(
  roster: Roster,
  search: Search,
  began: number,
  ends: (one: number) => boolean,
): number | undefined {
  for (let at = began; at < search.reached.length; at += 1) {
    const leaves = search.reached[at] ?? 0;
    for (const index of roster.serving[leaves] ?? []) {
      const end = explore(roster, search, index, leaves, ends);
      if (end !== undefined) return end;
    }
  }
  return undefined;
}

/** Everyone not yet reached who may join the team at `index`; returns the first one who ends the search. */
function explore(
  { department, teams }: Roster,
  search: Search,
  index: number,
  leaves: number,
  ends: (one: number) => boolean,
): number | undefined {
  const [need, team] = [department.needs[index], teams[index]];
  if (!need || !team) throw new RangeError(`no need at ${index}`);
  if (need.needsExactSearch && isOnPath(search, leaves, index)) return undefined;
  const staying = team.filter((one) => one !== leaves);
  const { kinds, not } = joiners(need, staying);
  const waiting = waitingFor(search, need, kinds);
  let [kept, end] = [0, -1];
  for (const one of waiting) {
    if (search.joins[one] !== unseen) continue;
    if (end >= 0 || team.includes(one) || need.barred.has(one) || not.includes(one)) {
      waiting[kept] = one;
      kept += 1;
      continue;
    }
    search.joins[one] = index;
    search.leaves[one] = leaves;
    search.reached.push(one);
    if (ends(one)) end = one;
  }
  waiting.length = kept;
  return end < 0 ? undefined : end;
}

function waitingFor({ waiting }: Search, { pool }: Need, kinds: readonly boolean[]): number[] {
  const key = `${kinds.map(Number).join('')} ${pool.key}`;
  const known = waiting.get(key);
  if (known) return known;
  const all = Array.from(pool.members).filter((one) => kinds[pool.kindOf[one] ?? 0]);
  waiting.set(key, all);
  return all;
}

/** Who may join the remaining members, whatever their other visits: the chain makes room for them. */
function joiners(need: Need, staying: readonly number[]): Joinable {
  const counts = candidateCounts(need);
  for (const one of staying) counts[need.pool.kindOf[one] ?? 0] = (counts[need.pool.kindOf[one] ?? 0] ?? 0) - 1;
  return joinable(need, staying, counts, (one) => isCandidate(need, one));
}

/** Where an exact search is needed, moves that are lawful singly may be unlawful together, so each person moves at most once. */
function isOnPath({ joins, leaves }: Search, last: number, index: number): boolean {
  for (let one = last; one >= 0; one = leaves[one] ?? -1) if (joins[one] === index) return true;
  return false;
}

/** Carries out the chain that ends with `end`. */
export function applyChain(roster: Roster, { joins, leaves }: Search, end: number): void {
  for (let one = end; one >= 0; ) {
    const [index, left] = [joins[one] ?? source, leaves[one] ?? -1];
    if (index < 0) return;
    setTeam(roster, index, [...(roster.teams[index] ?? []).filter((each) => each !== left), one]);
    one = left;
  }
}

/** Fills the team at `index` as far as rearranging can; adds everyone from whom no chain leads on to `closed`. */
export function fillByRearranging(roster: Roster, index: number, closed: Set<number>): void {
  while (isShort(roster, index)) {
    const { end, search } = chainToFree(roster, index, closed);
    if (end === undefined) {
      for (const one of search.reached) closed.add(one);
      return;
    }
    applyChain(roster, search, end);
  }
}

/** Asserts that every complete team is lawful, as a check on the reasoning behind the chains. */
export function assertLawful({ department, teams }: Roster): void {
  for (const [index, need] of department.needs.entries()) {
    const team = teams[index] ?? [];
    if (!isLawful(need, team)) throw new Error(`the team of ${department.code} for ${need.visit} is not lawful`);
  }
}
