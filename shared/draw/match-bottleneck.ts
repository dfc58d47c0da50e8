import type { Department } from './match-department.ts';
import type { Exclusion } from './match-input.ts';
import { isCandidate } from './match-joinable.ts';
import { equivalenceKey, meets, type Need, type Requirement } from './match-pool.ts';
import { capacityOf, isFree, isShort, type Roster, shortageAt } from './match-roster.ts';
import { tightnesses } from './match-tightness.ts';
import { compareUtf8 } from './text.ts';

/** Why a department cannot serve its visits. */
export interface Bottleneck {
  readonly department: string;
  /**
   * `eligibility`: some visit has no lawful team at all; `capacity`: each has one, but not all at once; `expert`: a
   * required expert is not available.
   */
  readonly constraint: 'eligibility' | 'capacity' | 'expert';
  /** Object ids in the order of the draw. */
  readonly visits: readonly string[];
  /** Places these visits need together. */
  readonly needed: number;
  /** For `eligibility` the inspectors still missing for each visit; for `capacity` the places that nobody can fill. */
  readonly missing: number;
  /** Special qualifications that these visits need and none of the serving inspectors holds; for `expert` the field. */
  readonly qualifications: readonly string[];
  /** A leader is required, and none of the serving inspectors may lead. */
  readonly leader?: boolean;
  /** Who could serve these visits, each with the capacity if there is one. */
  readonly serving: readonly { readonly inspector: string; readonly capacity?: number }[];
  /** Which inspectors of the department a constraint excludes, and from how many of these visits. */
  readonly excluded: readonly { readonly inspector: string; readonly constraint: Exclusion; readonly visits: number }[];
  /** For `capacity`: the places that only these inspectors can fill, more than their capacities allow. */
  readonly tight?: TightPlaces;
  /** False when the exhaustive search was cut short: it neither found an arrangement nor proved that there is none. */
  readonly proven: boolean;
}

export interface TightPlaces {
  /** The requirement that makes these inspectors indispensable, if there is one. */
  readonly requirement?: Requirement;
  readonly places: number;
  readonly capacities: readonly number[];
}

/** For visits without a lawful team whatever the others get: among those that lack the same, those that lack most. */
export function eligibilityBottleneck(department: Department, hopeless: readonly Need[]): Bottleneck | undefined {
  const groups = [...Map.groupBy(hopeless, equivalenceKey).values()];
  const missingIn = (group: readonly Need[]) => missingInspectors(group[0]);
  const [worst] = groups.toSorted((a, b) => missingIn(b) - missingIn(a) || b.length - a.length);
  if (!worst) return undefined;
  return {
    department: department.code,
    constraint: 'eligibility',
    missing: missingIn(worst),
    ...described(department, worst, new Set()),
    proven: true,
  };
}

/**
 * From a roster that no chain can improve: the inspectors at capacity that short visits could use, directly or through
 * a chain, with all visits that need them. Of several such sets, the one that lacks most places. The set is a proof by
 * itself if all lawful teams of these visits together take more places of these inspectors than they have; otherwise all
 * visits that share people with the short ones are named.
 */
export function capacityBottleneck(roster: Roster): Bottleneck | undefined {
  const { department } = roster;
  const { needs } = department;
  const [tightest] = tightnesses(roster).toSorted((a, b) => b.beyond - a.beyond || a.indexes.length - b.indexes.length);
  if (!tightest) return undefined;
  const { group, places, beyond } = tightest;
  const proven = beyond > 0;
  const indexes = proven ? tightest.indexes : sharingPeople(roster);
  const full = proven ? group : new Set(department.inspectors.keys().filter((one) => !isFree(roster, one)));
  const kept = indexes.map((at) => needs[at]).filter((need) => need !== undefined);
  const requirement = requirementOf(department, kept, group);
  const capacities = [...group].map((one) => capacityOf(roster, one));
  return {
    department: department.code,
    constraint: 'capacity',
    missing: proven ? beyond : shortageAt(roster, indexes),
    ...described(department, kept, full),
    ...(proven && { tight: { ...(requirement && { requirement }), places, capacities } }),
    proven: proven || !needs.some(({ needsExactSearch }) => needsExactSearch),
  };
}

/** The short visits and all that share candidates with them, directly or through others: no fewer are known to be too many. */
function sharingPeople(roster: Roster): readonly number[] {
  const { needs, inspectors } = roster.department;
  const found = new Set([...needs.keys()].filter((at) => isShort(roster, at)));
  const seen = new Set<number>();
  // The set grows while it is gone through.
  for (const at of found) {
    for (const one of inspectors.keys()) {
      const need = needs[at];
      if (!need || seen.has(one) || !isCandidate(need, one)) continue;
      seen.add(one);
      for (const [other, each] of needs.entries()) if (isCandidate(each, one)) found.add(other);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** A requirement of all these visits that nobody outside the group meets, though others could serve beside it. */
function requirementOf(
  { inspectors }: Department,
  needs: readonly Need[],
  reached: ReadonlySet<number>,
): Requirement | undefined {
  const outside = [...candidatesOf(needs)].filter((one) => !reached.has(one));
  if (outside.length === 0) return undefined;
  return needs[0]?.pool.requirements.find(
    ({ constraint, name }) =>
      needs.every(({ pool }) => pool.requirements.some((one) => one.constraint === constraint && one.name === name)) &&
      !outside.some((one) => inspectors[one] && meets(inspectors[one], { constraint, name })),
  );
}

function candidatesOf(needs: readonly Need[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const pool of new Set(needs.map((need) => need.pool))) {
    const own = needs.filter((need) => need.pool === pool);
    for (const one of pool.members) if (own.some(({ barred }) => !barred.has(one))) found.add(one);
  }
  return found;
}

function described(
  { inspectors }: Department,
  needs: readonly Need[],
  reached: ReadonlySet<number>,
): Pick<Bottleneck, 'visits' | 'needed' | 'qualifications' | 'leader' | 'serving' | 'excluded'> {
  const serving = [...candidatesOf(needs)].map((one) => inspectors[one]).filter((one) => one !== undefined);
  const wanted = new Map(
    needs.flatMap(({ pool }) => pool.requirements).map((each) => [`${each.constraint} ${each.name}`, each]),
  );
  const lacking = [...wanted.values()].filter((each) => !serving.some((one) => meets(one, each)));
  const qualifications = lacking.flatMap(({ constraint, name }) => (constraint === 'leader' ? [] : [name]));
  return {
    visits: needs.map(({ visit }) => visit),
    needed: needs.reduce((sum, { size }) => sum + size, 0),
    qualifications: qualifications.sort(compareUtf8),
    ...(lacking.length > qualifications.length && { leader: true }),
    serving: serving
      .map(({ id, capacity }) => ({ inspector: id, ...(capacity !== undefined && { capacity }) }))
      .sort((a, b) => compareUtf8(a.inspector, b.inspector)),
    excluded: exclusions(inspectors, needs, lacking, reached),
  };
}

/** Something can only be lacking where all these visits ask for the same: the others have a lawful team each. */
function exclusions(
  inspectors: Department['inspectors'],
  needs: readonly Need[],
  lacking: readonly Requirement[],
  reached: ReadonlySet<number>,
): Bottleneck['excluded'] {
  const counts = new Map<string, { inspector: string; constraint: Exclusion; visits: number }>();
  const count = (index: number, constraint: Exclusion, visits: number) => {
    const inspector = inspectors[index]?.id ?? '';
    const known = counts.get(`${constraint} ${inspector}`);
    if (known) known.visits += visits;
    else counts.set(`${constraint} ${inspector}`, { inspector, constraint, visits });
  };
  for (const [pool, own] of Map.groupBy(needs, (need) => need.pool)) {
    for (const one of inspectors.keys()) for (const why of pool.reasonsAgainst(one)) count(one, why, own.length);
    for (const { barred } of own) for (const one of barred) count(one, 'recusal', 1);
    for (const one of pool.members) {
      const [inspector, visits] = [inspectors[one], own.filter((need) => isCandidate(need, one)).length];
      if (!inspector || visits === 0) continue;
      if (reached.has(one)) count(one, 'capacity', visits);
      for (const constraint of new Set(
        lacking.filter((each) => !meets(inspector, each)).map((each) => each.constraint),
      ))
        count(one, constraint, visits);
    }
  }
  return [...counts.values()].sort(
    (a, b) => compareUtf8(a.inspector, b.inspector) || compareUtf8(a.constraint, b.constraint),
  );
}

/** How many more inspectors, each with every qualification, would make a lawful team. */
function missingInspectors(need: Need | undefined): number {
  if (!need) return 0;
  const candidates = need.pool.members.reduce((sum, one) => sum + (need.barred.has(one) ? 0 : 1), 0);
  return Math.max(1, need.size - candidates);
}
