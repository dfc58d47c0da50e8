import type { Exclusion, MatchInput, MatchInspector } from './match-input.ts';
import { compareUtf8 } from './text.ts';

/** What at least one member of a team must be: the holder of a special qualification, or someone who may lead. */
export interface Requirement {
  readonly constraint: 'qualification' | 'leader';
  /** The qualification; empty for the leader. */
  readonly name: string;
}

/**
 * What visits with the same items (and township, if it matters) have in common: who may serve them, and which
 * requirements each inspector meets. Inspectors are identified by their index in the department.
 */
export interface Pool {
  readonly key: string;
  /** Ascending. */
  readonly members: Int32Array;
  /** Per inspector of the department the index into `masks`, −1 for those who may not serve. */
  readonly kindOf: Int16Array;
  /** Per kind of member the requirements met, one bit for each. */
  readonly masks: readonly number[];
  /** Members of each kind. */
  readonly counts: readonly number[];
  readonly requirements: readonly Requirement[];
  /** All bits. */
  readonly all: number;
  /** Why an inspector of the department may not serve; empty for members. Called only when a match fails. */
  reasonsAgainst(inspector: number): readonly Exclusion[];
}

/** The team that one department owes one visit. */
export interface Need {
  readonly visit: string;
  readonly size: number;
  readonly pool: Pool;
  /** Inspectors recused from this object. */
  readonly barred: ReadonlySet<number>;
  /** The team of the last visit, if it would be lawful and this visit's candidates allow another; else empty. */
  readonly forbidden: readonly number[];
  /** Whether lawful teams of this visit cannot always be exchanged member by member. */
  readonly needsExactSearch: boolean;
}

/** One pool for all visits with the same items and, where inspections cross townships, the same township. */
export function poolsOf(input: MatchInput, inspectors: readonly MatchInspector[]) {
  const pools = new Map<string, Pool>();
  const scopes = inspectors.map(({ itemScope }) => new Set(itemScope));
  const qualificationOf = new Map(input.items.map(({ id, qualification }) => [id, qualification]));
  return (items: readonly string[], township?: string): Pool => {
    const avoided = input.townshipCrossing ? township : undefined;
    const key = JSON.stringify([items.toSorted(compareUtf8), avoided]);
    const known = pools.get(key);
    if (known) return known;
    const reasonsAgainst = (index: number): readonly Exclusion[] => {
      const [inspector, scope] = [inspectors[index], scopes[index]];
      if (!inspector || !scope) throw new RangeError(`no inspector at ${index}`);
      const reasons: Exclusion[] = [];
      if (!inspector.active) reasons.push('inactive');
      if (!isValid(inspector, input.window)) reasons.push('certificate');
      if (!scope.has('*') && !items.every((item) => scope.has(item))) reasons.push('scope');
      if (avoided !== undefined && inspector.station === avoided) reasons.push('township');
      return reasons;
    };
    const names = new Set(items.map((item) => qualificationOf.get(item)).filter((name) => name !== undefined));
    const requirements: Requirement[] = [...names]
      .sort(compareUtf8)
      .map((name) => ({ constraint: 'qualification', name }));
    if (input.teamLeader) requirements.push({ constraint: 'leader', name: '' });
    const pool = poolFrom(key, inspectors, requirements, reasonsAgainst);
    pools.set(key, pool);
    return pool;
  };
}

function poolFrom(
  key: string,
  inspectors: readonly MatchInspector[],
  asked: readonly Requirement[],
  reasonsAgainst: Pool['reasonsAgainst'],
): Pool {
  const members = inspectors
    .map((inspector, index) => ({ inspector, index }))
    .filter(({ index }) => reasonsAgainst(index).length === 0);
  // A requirement that everybody meets decides nothing.
  const requirements = asked.filter(
    (each) => members.length === 0 || members.some(({ inspector }) => !meets(inspector, each)),
  );
  if (requirements.length > 30) throw new RangeError('a visit needs more than 30 different qualifications');
  const kindOf = new Int16Array(inspectors.length).fill(-1);
  const kinds = new Map<number, { readonly kind: number; count: number }>();
  for (const { inspector, index } of members) {
    const mask = requirements.reduce((bits, each, bit) => (meets(inspector, each) ? bits | (1 << bit) : bits), 0);
    const kind = kinds.get(mask) ?? { kind: kinds.size, count: 0 };
    kinds.set(mask, kind);
    kind.count += 1;
    kindOf[index] = kind.kind;
  }
  return {
    key,
    members: Int32Array.from(members, ({ index }) => index),
    kindOf,
    masks: [...kinds.keys()],
    counts: [...kinds.values()].map(({ count }) => count),
    requirements,
    all: 2 ** requirements.length - 1,
    reasonsAgainst,
  };
}

export const meets = ({ qualifications, mayLead }: MatchInspector, { constraint, name }: Requirement): boolean =>
  constraint === 'leader' ? mayLead !== false : qualifications.includes(name);

const isValid = ({ certificate: { validFrom, validTo } }: MatchInspector, { from, to }: MatchInput['window']) =>
  validFrom <= from && to <= validTo;

/** Equal for needs without a lawful team that the same inspectors could serve: nothing is forbidden where nobody can come. */
export const equivalenceKey = ({ pool, barred }: Need): string =>
  JSON.stringify([pool.key, [...barred].sort((a, b) => a - b)]);
