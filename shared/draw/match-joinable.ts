import type { Need, Pool } from './match-pool.ts';

/** Who may join an incomplete team: kinds of candidates, and individuals whom the team of the last visit excludes. */
export interface Joinable {
  readonly kinds: readonly boolean[];
  readonly not: readonly number[];
}

export const isCandidate = ({ pool, barred }: Need, inspector: number): boolean =>
  (pool.kindOf[inspector] ?? -1) >= 0 && !barred.has(inspector);

export const maskOf = ({ masks, kindOf }: Pool, inspector: number): number => masks[kindOf[inspector] ?? -1] ?? 0;

/** The requirements that none of these meets. */
const lackedBy = ({ pool }: Need, team: readonly number[]): number =>
  team.reduce((missing, one) => missing & ~maskOf(pool, one), pool.all);

/** Whether a complete team of candidates is lawful. */
export const isLawful = (need: Need, team: readonly number[]): boolean =>
  team.length === need.size &&
  new Set(team).size === team.length &&
  team.every((one) => isCandidate(need, one)) &&
  lackedBy(need, team) === 0 &&
  !(need.forbidden.length > 0 && team.every((one) => need.forbidden.includes(one)));

/** Candidates of each kind, whatever their other visits. */
export function candidateCounts({ pool, barred }: Need): number[] {
  const counts = [...pool.counts];
  for (const one of barred) take(counts, pool.kindOf[one] ?? -1);
  return counts;
}

/**
 * Who may join `team` so that it can still become lawful, given `counts` candidates of each kind beside the team;
 * `atHand` says which.
 */
export function joinable(
  need: Need,
  team: readonly number[],
  counts: readonly number[],
  atHand: (inspector: number) => boolean,
): Joinable {
  const { pool, size, forbidden } = need;
  const missing = lackedBy(need, team);
  const places = size - team.length - 1;
  const left = [...counts];
  const completes = (first: readonly number[]) => {
    for (const kind of first) take(left, kind);
    const still = first.slice(0, 1).reduce((bits, kind) => bits & ~(pool.masks[kind] ?? 0), missing);
    const done = completable(pool, left, still, places);
    for (const kind of first) give(left, kind);
    return done;
  };
  const kinds = pool.masks.map((_, kind) => (counts[kind] ?? 0) > 0 && completes([kind]));
  if (forbidden.length === 0 || !team.every((one) => forbidden.includes(one))) return { kinds, not: [] };
  // A member of the last team may join only if someone else can still make this team a different one.
  const rest = forbidden.filter((one) => !team.includes(one));
  const kindOf = (one: number) => pool.kindOf[one] ?? -1;
  const not = rest.filter(
    (one) =>
      !rest.some((other) => other !== one && completes([kindOf(one), ...(atHand(other) ? [kindOf(other)] : [])])),
  );
  return { kinds, not };
}

/** Whether the visit has a lawful team at all, whatever the others get. */
export function canServe(need: Need): boolean {
  const counts = candidateCounts(need);
  const { kinds, not } = joinable(need, [], counts, (one) => isCandidate(need, one));
  return need.pool.members.some(
    (one) => !need.barred.has(one) && kinds[need.pool.kindOf[one] ?? -1] && !not.includes(one),
  );
}

/** The least number of members of `group` in any lawful team of this visit. */
export function leastFrom(need: Need, group: ReadonlySet<number>): number {
  const { pool, size } = need;
  const outside = candidateCounts(need);
  const inside = pool.masks.map(() => 0);
  for (const one of group) {
    if (!isCandidate(need, one)) continue;
    take(outside, pool.kindOf[one] ?? -1);
    give(inside, pool.kindOf[one] ?? -1);
  }
  const doWith = (missing: number, taken: number): boolean => {
    if (taken === 0) return completable(pool, outside, missing, size - least);
    return pool.masks.some((mask, kind) => {
      if ((inside[kind] ?? 0) === 0) return false;
      take(inside, kind);
      const done = doWith(missing & ~mask, taken - 1);
      give(inside, kind);
      return done;
    });
  };
  let least = 0;
  while (least < size && !doWith(pool.all, least)) least += 1;
  return least;
}

/** Whether `places` more members, of the kinds at hand, can meet all missing requirements. */
function completable(pool: Pool, counts: number[], missing: number, places: number): boolean {
  if (missing === 0) return places === 0 || counts.reduce((sum, count) => sum + count, 0) >= places;
  if (places === 0) return false;
  const lowest = missing & -missing;
  return pool.masks.some((mask, kind) => {
    if ((mask & lowest) === 0 || (counts[kind] ?? 0) === 0) return false;
    take(counts, kind);
    const done = completable(pool, counts, missing & ~mask, places - 1);
    give(counts, kind);
    return done;
  });
}

function take(counts: number[], kind: number): void {
  if (kind >= 0) counts[kind] = (counts[kind] ?? 0) - 1;
}

function give(counts: number[], kind: number): void {
  if (kind >= 0) counts[kind] = (counts[kind] ?? 0) + 1;
}

/**
 * Whether chains of single replacements do not suffice to decide a need. Teams of two can be exchanged member by member
 * exactly where "cannot go together" is an equivalence among those who can go with anybody: then they are the bases of
 * a matroid. One requirement, or one forbidden team, always leaves such teams; for larger teams nothing more is
 * claimed.
 */
export function mustSearchExactly(need: Need): boolean {
  const { pool, forbidden, size } = need;
  if (pool.requirements.length + (forbidden.length > 0 ? 1 : 0) <= 1) return false;
  if (size > 2) return true;
  const counts = candidateCounts(need);
  const single = forbidden.map((one) => ({ mask: maskOf(pool, one), last: true }));
  for (const one of forbidden) take(counts, pool.kindOf[one] ?? -1);
  // Three of a kind represent any larger number of it.
  const several = pool.masks.flatMap((mask, kind) =>
    Array.from({ length: Math.min(3, counts[kind] ?? 0) }, () => ({ mask, last: false })),
  );
  const all = [...single, ...several];
  const goTogether = (a: (typeof all)[number], b: (typeof all)[number]) =>
    (a.mask | b.mask) === pool.all && !(a.last && b.last);
  const able = all.filter((a) => all.some((b) => a !== b && goTogether(a, b)));
  return able.some((a) =>
    able.some(
      (b) =>
        a !== b && !goTogether(a, b) && able.some((c) => c !== a && c !== b && !goTogether(b, c) && goTogether(a, c)),
    ),
  );
}
