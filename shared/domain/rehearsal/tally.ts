import { DepartmentCode } from '../../base/primitives.ts';
import type { MatchInspector } from '../../draw/match-input.ts';
import { compareUtf8 } from '../../draw/text.ts';
import type { DrawnVisit } from '../../draw/visits.ts';
import type { InspectionObject } from '../registry/registry.ts';
import type { DryFrame } from './dry-draw.ts';
import type { DepartmentFigures, InspectorLoad, RehearsalGroup, Spread } from './rehearsal.ts';

/** The attributes by which a rehearsal counts objects. */
export type ObjectFacts = Pick<InspectionObject, 'creditClass' | 'township' | 'kind'>;

type Counted = Pick<RehearsalGroup, 'seeds' | 'visits' | 'byCreditClass' | 'byTownship' | 'byKind'>;

/** Counts the visits of dry draws; the output names no object. */
export function visitTally(frames: readonly DryFrame[], facts: ReadonlyMap<string, ObjectFacts>) {
  const separate = frames.reduce((sum, { strata }) => sum + strata.reduce((all, { quota }) => all + quota, 0), 0);
  const merged = spreadOf();
  const classes = new Map<ObjectFacts['creditClass'], number>();
  const townships = new Map<ObjectFacts['township'], number>();
  const kinds = new Map<ObjectFacts['kind'], number>();
  const departments = new Map(
    [...new Set(frames.flatMap(({ parts }) => parts.map(({ department }) => department)))].map((d) => [d, spreadOf()]),
  );
  const meanOf = (count: number) => rounded(count / Math.max(1, merged.times()));
  return {
    add(visits: readonly DrawnVisit[]): void {
      merged.add(visits.length);
      for (const { id } of visits) {
        const object = facts.get(id);
        if (!object) throw new Error(`object ${id} stands in no frame`);
        count(classes, object.creditClass);
        count(townships, object.township);
        count(kinds, object.kind);
      }
      for (const [department, spread] of departments) {
        spread.add(visits.filter(({ checks }) => checks.some((check) => check.department === department)).length);
      }
    },
    counted(): Counted {
      const { mean, min, max } = merged.spread();
      return {
        seeds: merged.times(),
        visits: {
          separate,
          merged: { mean, min, max },
          saved: { mean: rounded(separate - mean), min: separate - max, max: separate - min },
        },
        byCreditClass: sorted(classes).map(([creditClass, visits]) => ({ creditClass, visits: meanOf(visits) })),
        byTownship: sorted(townships).map(([township, visits]) => ({ township, visits: meanOf(visits) })),
        byKind: sorted(kinds).map(([kind, visits]) => ({ kind, visits: meanOf(visits) })),
      };
    },
    visitsOf: (department: string): Spread => departments.get(department)?.spread() ?? { mean: 0, min: 0, max: 0 },
  };
}

/** How many rows of inspectors a department's figures hold. */
const heaviestRows = 100;

/** Counts the visits of each inspector over the dry matches that succeeded. */
export function loadTally(
  inspectors: readonly MatchInspector[],
  window: { readonly from: string; readonly to: string },
) {
  const able = inspectors
    .filter(
      ({ active, certificate: { validFrom, validTo } }) => active && validFrom <= window.from && window.to <= validTo,
    )
    .map((inspector) => ({ inspector, spread: spreadOf() }));
  return {
    add(loads: ReadonlyMap<string, number>): void {
      for (const { inspector, spread } of able) spread.add(loads.get(inspector.id) ?? 0);
    },
    loadsOf(department: string): Pick<DepartmentFigures, 'inspectors' | 'load' | 'ofCapacity' | 'heaviest'> {
      const own = able.filter(({ inspector }) => inspector.department === department);
      const counted = own.filter(({ spread }) => spread.times() > 0);
      const rows = counted.map(({ inspector, spread }) => loadRow(inspector, spread));
      const total = counted.reduce((sum, { spread }) => sum + spread.mean(), 0);
      const capacity = counted.reduce((sum, one) => sum + (one.inspector.capacity ?? Number.NaN), 0);
      return {
        inspectors: own.length,
        ...(rows.length > 0 && {
          load: {
            mean: rounded(total / rows.length),
            min: Math.min(...rows.map(({ min }) => min)),
            max: Math.max(...rows.map(({ max }) => max)),
          },
        }),
        ...(capacity > 0 && { ofCapacity: Math.round((total * 10_000) / capacity) }),
        heaviest: rows
          .toSorted((a, b) => b.mean - a.mean || compareUtf8(a.inspectorId, b.inspectorId))
          .slice(0, heaviestRows),
      };
    },
  };
}

const loadRow = ({ id, capacity }: MatchInspector, spread: ReturnType<typeof spreadOf>): InspectorLoad => ({
  inspectorId: id,
  ...spread.spread(),
  ...(capacity !== undefined && { ofCapacity: Math.round((spread.mean() * 10_000) / capacity) }),
});

interface Bottleneck {
  readonly department: string;
  readonly missing: number;
  readonly reason: string;
}

/** Why dry matches failed: the worst case of each department, and how many dry runs it stopped. */
export function failureTally() {
  const worst = new Map<string, Bottleneck & { readonly seeds: number }>();
  return {
    add(bottlenecks: readonly Bottleneck[]): void {
      // In one dry run a department may lack both inspectors and an expert.
      for (const [department, own] of Map.groupBy(bottlenecks, (one) => one.department)) {
        const before = worst.get(department);
        const seeds = (before?.seeds ?? 0) + 1;
        const [most] = [...(before ? [before] : []), ...own].toSorted((a, b) => b.missing - a.missing);
        if (most) worst.set(department, { ...most, seeds });
      }
    },
    all: () =>
      sorted(worst).map(([code, { seeds, missing, reason }]) => ({
        department: DepartmentCode.parse(code),
        seeds,
        missing,
        reason,
      })),
  };
}

function spreadOf() {
  let [times, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, 0];
  return {
    add(value: number): void {
      times += 1;
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    },
    times: () => times,
    mean: () => sum / Math.max(1, times),
    spread: (): Spread => (times === 0 ? { mean: 0, min: 0, max: 0 } : { mean: rounded(sum / times), min, max }),
  };
}

const count = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
const rounded = (value: number): number => Math.round(value * 100) / 100;
const sorted = <K extends string, V>(counts: ReadonlyMap<K, V>): readonly (readonly [K, V])[] =>
  [...counts].sort(([a], [b]) => compareUtf8(a, b));
