import type { Exclusion } from './match-input.ts';
import { type Candidate, likeness, type TeamNeed } from './match-need.ts';
import { searchChain } from './match-rearrange.ts';
import { capacityOf, isShort, type Roster, shortageAt } from './match-roster.ts';
import { compareUtf8, lf } from './text.ts';

/** Why a department cannot serve its visits. */
export interface Bottleneck {
  readonly department: string;
  /** `eligibility`: some visit has no lawful team at all; `capacity`: each has one, but not all at once. */
  readonly constraint: 'eligibility' | 'capacity';
  /** Object ids in the order of the draw. */
  readonly visits: readonly string[];
  /** Places these visits need together. */
  readonly needed: number;
  /** For `eligibility` the inspectors to be found for each of the visits; for `capacity` the places nobody can fill. */
  readonly missing: number;
  /** Special qualifications that these visits need and nobody who could serve them holds. */
  readonly qualifications: readonly string[];
  /** Who could serve these visits, with the most visits each may be given where that is limited. */
  readonly serving: readonly { readonly inspector: string; readonly capacity?: number }[];
  /** Whom of the department a constraint keeps away, and from how many of these visits. */
  readonly excluded: readonly { readonly inspector: string; readonly constraint: Exclusion; readonly visits: number }[];
  /** False when the exhaustive search was cut short: nobody found an arrangement, but none was shown impossible. */
  readonly proven: boolean;
}

/** For visits that have no lawful team whatever the others get: of those that lack the same, the ones that lack most. */
export function eligibilityBottleneck(hopeless: readonly TeamNeed[]): Bottleneck | undefined {
  const groups = [...Map.groupBy(hopeless, likeness).values()];
  const [worst] = groups.toSorted((a, b) => missingInspectors(b[0]) - missingInspectors(a[0]));
  const first = worst?.[0];
  if (!worst || !first) return undefined;
  return describe(worst, {
    constraint: 'eligibility',
    missing: missingInspectors(first),
    reached: new Set(),
    proven: true,
  });
}

/**
 * From a roster that no chain can improve: the inspectors at capacity that short visits could ask, directly or in a
 * chain, with all visits that cannot do without them. Of several such sets, the one that lacks most places.
 */
export function capacityBottleneck(roster: Roster, proven: boolean): Bottleneck | undefined {
  const short = [...roster.needs.keys()].filter((index) => isShort(roster, index));
  const alike = [...Map.groupBy(short, (index) => likenessAt(roster, index)).values()].map((indexes) => ({
    indexes,
    reached: [...searchChain(roster, indexes[0] ?? 0).reached].sort(compareUtf8),
  }));
  const [tightest] = [...Map.groupBy(alike, ({ reached }) => reached.join(lf)).values()]
    .map((same) => {
      const reached = new Set(same[0]?.reached);
      const asking = new Set(same.flatMap(({ indexes }) => indexes));
      const holding = ([index, team]: [number, readonly Candidate[]]) =>
        asking.has(index) || team.some(({ inspector }) => reached.has(inspector.id));
      const indexes = [...roster.teams.entries()].filter(holding).map(([index]) => index);
      return { reached, indexes, missing: shortageAt(roster, indexes) };
    })
    .sort((a, b) => b.missing - a.missing || a.indexes.length - b.indexes.length);
  if (!tightest) return undefined;
  const { indexes, reached, missing } = tightest;
  const needs = indexes.map((index) => roster.needs[index]).filter((need) => need !== undefined);
  return describe(needs, { constraint: 'capacity', missing, reached, proven });
}

const likenessAt = ({ needs }: Roster, index: number): string => {
  const need = needs[index];
  return need ? likeness(need) : '';
};

interface Finding extends Pick<Bottleneck, 'constraint' | 'missing' | 'proven'> {
  /** Inspectors at capacity whom these visits cannot do without. */
  readonly reached: ReadonlySet<string>;
}

function describe(needs: readonly TeamNeed[], { reached, ...finding }: Finding): Bottleneck {
  const serving = new Map(needs.flatMap(({ candidates }) => candidates.map((one) => [one.inspector.id, one] as const)));
  const wanted = [...new Set(needs.flatMap(({ qualifications }) => qualifications))].sort(compareUtf8);
  const lacking = wanted.filter(
    (name) => ![...serving.values()].some((one) => one.inspector.qualifications.includes(name)),
  );
  return {
    department: needs[0]?.department ?? '',
    ...finding,
    visits: needs.map(({ visit }) => visit),
    needed: needs.reduce((sum, { size }) => sum + size, 0),
    qualifications: lacking,
    serving: [...serving.values()]
      .map((one) => ({
        inspector: one.inspector.id,
        ...(Number.isFinite(capacityOf(one)) && { capacity: capacityOf(one) }),
      }))
      .sort((a, b) => compareUtf8(a.inspector, b.inspector)),
    excluded: exclusions(needs, lacking, reached),
  };
}

function exclusions(needs: readonly TeamNeed[], lacking: readonly string[], reached: ReadonlySet<string>) {
  const all = needs.flatMap(({ candidates, qualifications, excluded }) => [
    ...excluded.flatMap(({ inspector, reasons }) => reasons.map((constraint) => ({ inspector, constraint }))),
    ...candidates.flatMap(({ inspector: { id, qualifications: held } }) => [
      ...(reached.has(id) ? [{ inspector: id, constraint: 'capacity' as const }] : []),
      ...(qualifications.some((name) => lacking.includes(name) && !held.includes(name))
        ? [{ inspector: id, constraint: 'qualification' as const }]
        : []),
    ]),
  ]);
  return [...Map.groupBy(all, ({ inspector, constraint }) => `${constraint} ${inspector}`).values()]
    .flatMap((same) => (same[0] ? [{ ...same[0], visits: same.length }] : []))
    .sort((a, b) => compareUtf8(a.inspector, b.inspector) || compareUtf8(a.constraint, b.constraint));
}

/** Further inspectors, each with every qualification, that would make a lawful team. */
const missingInspectors = (need: TeamNeed | undefined): number =>
  need ? Math.max(1, need.size - need.candidates.length) : 0;
