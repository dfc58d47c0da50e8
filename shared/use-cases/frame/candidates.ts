import type { Failure } from '../../base/failures.ts';
import type { CreditClass, DepartmentCode } from '../../base/primitives.ts';
import { ok, type Result } from '../../base/result.ts';
import { aboveCap, exclusionOf, matchesFilter, type StratumPlan, strataOf } from '../../domain/frame/eligibility.ts';
import type { PlanEntry } from '../../domain/plan/plan.ts';
import type { InspectionObject, ObjectFilter } from '../../domain/registry/registry.ts';
import { compare } from '../../draw/text.ts';
import { settings } from '../../platform/settings.ts';
import { readItemList, usableItems } from '../plan/item-list.ts';
import type { Match } from '../ports/paging.ts';
import type { Records } from '../ports/records.ts';
import type { Registry, StoredRow } from '../ports/registry.ts';
import { readLinks } from '../registry/read-links.ts';
import { checksOfYears } from './checks-of-years.ts';

export interface FrameDeps {
  readonly registry: Registry;
  readonly records: Records;
}

/** An object that may be drawn; `version` is that of its registry row (R15). */
export interface FrameObject {
  readonly id: string;
  readonly stratum: CreditClass;
  readonly version: number;
}

/** What one department may draw from for one plan entry, as of the read. */
export interface FrameCandidates {
  readonly department: DepartmentCode;
  readonly items: readonly StoredRow<'item'>[];
  readonly objects: readonly FrameObject[];
  readonly strata: readonly StratumPlan[];
  /** Objects that match the entry's filter but are excluded, by reason; all matches = objects + excluded. */
  readonly excluded: readonly { readonly reason: string; readonly count: number }[];
  /** R1: why this frame must not be drawn. */
  readonly aboveCap?: Failure<'ratio-above-cap'>;
  /** Items that apply to none of the department's drawable objects. */
  readonly itemsWithoutObjects: readonly string[];
}

/** How many objects of a class are in the frames of exactly these departments: where visits merge. */
export interface Overlap {
  readonly stratum: CreditClass;
  readonly departments: readonly DepartmentCode[];
  readonly objects: number;
}

export interface EntryCandidates {
  /** In the order of the entry's departments. */
  readonly frames: readonly FrameCandidates[];
  readonly overlaps: readonly Overlap[];
}

/**
 * The frames of a plan entry, one for each department, from one read of the registry: a preview shows exactly what a
 * freeze at that moment would freeze. `checks` avoids reading the year's checks again for the next entry of a batch;
 * `seen` receives every object that any frame includes.
 */
export async function readFrameCandidates(
  deps: FrameDeps,
  entry: PlanEntry,
  checks?: ReadonlyMap<string, number>,
  seen?: (object: InspectionObject) => void,
): Promise<Result<EntryCandidates, Failure<'unknown-reference'>>> {
  const parts = await frameParts(deps, entry);
  if (!parts.ok) return parts;
  const counted = checks ?? (await readYearChecks(deps, yearOf(entry)));
  const objects = deps.registry.all('object', matchesOf(entry.filter));
  return ok(await collectFrames(entry, parts.value, counted, objects, seen));
}

/** What one department checks at the objects of an entry. */
export interface FramePart {
  readonly department: DepartmentCode;
  readonly items: readonly StoredRow<'item'>[];
}

/** The frames of an entry: one for each department, with the items it may check now. */
export async function frameParts(
  deps: Pick<FrameDeps, 'registry'>,
  entry: Pick<PlanEntry, 'departments'>,
): Promise<Result<readonly FramePart[], Failure<'unknown-reference'>>> {
  const list = await readItemList(
    deps,
    entry.departments.map(({ department }) => department),
  );
  const parts: FramePart[] = [];
  for (const part of entry.departments) {
    const items = usableItems(list, part);
    if (!items.ok) return items;
    parts.push({ department: part.department, items: items.value });
  }
  return ok(parts);
}

/** Offers every object that matches the entry's filter to each frame; `objects` are all, or those of one shard. */
export async function collectFrames(
  entry: FramedEntry,
  parts: readonly FramePart[],
  checks: ReadonlyMap<string, number>,
  objects: AsyncIterable<StoredRow<'object'>>,
  seen?: (object: InspectionObject) => void,
): Promise<EntryCandidates> {
  const collectors = parts.map(({ department, items }) => frameCollector(entry, department, items, checks));
  const departments = parts.map(({ department }) => department);
  const overlaps = overlapCounter();
  for await (const row of objects) {
    if (!matchesFilter(entry.filter, row.value, departments)) continue;
    const taken = collectors.filter((collector) => collector.offer(row)).map(({ department }) => department);
    overlaps.count(row.value.creditClass, taken);
    if (taken.length > 0) seen?.(row.value);
  }
  return { frames: collectors.map((collector) => collector.frame()), overlaps: overlaps.all() };
}

/** The year in which the entry's objects are checked; its window lies within one. */
const yearOf = ({ window }: PlanEntry): number => Number(window.from.slice(0, 4));

/**
 * R9: the year's checks by object, of all departments: those made and those still pending. A visit that could not be
 * performed, or was voided, burdened nobody and does not count. A check under one number of an object counts for all.
 */
export async function readYearChecks(deps: FrameDeps, year: number): Promise<ReadonlyMap<string, number>> {
  const checks = new Map<string, number>();
  const links = await readLinks(deps);
  for await (const { object } of checksOfYears(deps.records, [year])) {
    for (const id of links.all(object.id)) checks.set(id, (checks.get(id) ?? 0) + 1);
  }
  return checks;
}

/** The fields of a plan entry that decide its frames. */
export type FramedEntry = Pick<PlanEntry, 'filter' | 'quotas' | 'frequencyWaiver'>;

interface FrameCollector {
  readonly department: DepartmentCode;
  /** Accepts an object, or counts why not. */
  offer(row: StoredRow<'object'>): boolean;
  frame(): FrameCandidates;
}

function frameCollector(
  { quotas, frequencyWaiver }: FramedEntry,
  department: DepartmentCode,
  items: readonly StoredRow<'item'>[],
  checks: ReadonlyMap<string, number>,
): FrameCollector {
  const objects: FrameObject[] = [];
  const excluded = new Map<string, number>();
  const unused = new Set(items);
  const values = items.map(({ value }) => value);
  const cap = frequencyWaiver === undefined && { frequencyCap: settings.frequencyCap.value };
  const rule = { department, items: values, quotas, checks, ...cap };
  return {
    department,
    offer({ value, meta }) {
      noteUse(unused, department, value);
      const reason = exclusionOf(value, rule);
      if (reason !== undefined) excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
      else objects.push({ id: value.id, stratum: value.creditClass, version: meta.version });
      return reason === undefined;
    },
    frame() {
      const strata = strataOf(objects, quotas);
      const refusal = aboveCap(values, quotas, strata);
      return {
        department,
        items,
        objects,
        strata,
        excluded: [...excluded]
          .map(([reason, count]) => ({ reason, count }))
          .sort((a, b) => compare(a.reason, b.reason)),
        ...(refusal && { aboveCap: refusal }),
        itemsWithoutObjects: [...unused].map(({ value }) => value.id),
      };
    },
  };
}

/** Removes the items that apply to a drawable object of the department. */
function noteUse(unused: Set<StoredRow<'item'>>, department: DepartmentCode, object: InspectionObject): void {
  if (unused.size === 0 || object.status !== '存续' || !object.supervisors.includes(department)) return;
  for (const item of unused) if (matchesFilter(item.value.applies, object, [department])) unused.delete(item);
}

function overlapCounter() {
  const counts = new Map<string, Overlap>();
  return {
    count(stratum: CreditClass, departments: readonly DepartmentCode[]): void {
      if (departments.length === 0) return;
      const key = [stratum, ...departments].join(' ');
      counts.set(key, { stratum, departments, objects: (counts.get(key)?.objects ?? 0) + 1 });
    },
    all: (): readonly Overlap[] => [...counts.values()],
  };
}

/** The part of a filter that the store can apply, to read less; `matchesFilter` decides, and of labels it alone. */
export const matchesOf = ({ kinds, townships, creditClasses, industries }: ObjectFilter): readonly Match[] => [
  ...(kinds ? [{ field: 'kind', oneOf: kinds }] : []),
  ...(townships ? [{ field: 'township', oneOf: townships }] : []),
  ...(creditClasses ? [{ field: 'creditClass', oneOf: creditClasses }] : []),
  ...(industries?.length === 1 ? [{ field: 'industry', startsWith: String(industries[0]) }] : []),
];
