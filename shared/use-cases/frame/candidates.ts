import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { ok, type Result } from '../../base/result.ts';
import { aboveCap, matchesFilter, placementOf, stratificationOf } from '../../domain/frame/eligibility.ts';
import type { OverCapObject } from '../../domain/frame/frame.ts';
import type { PlanEntry } from '../../domain/plan/plan.ts';
import type { InspectionObject, ObjectFilter } from '../../domain/registry/registry.ts';
import { type CoverRule, classWouldShow } from '../../draw/cover.ts';
import type { FrameObject } from '../../draw/frame-rows.ts';
import type { StratumQuota } from '../../draw/manifest.ts';
import { shardCount } from '../../draw/merkle.ts';
import { placesText } from '../../draw/row.ts';
import { compare } from '../../draw/text.ts';
import type { SettingValues } from '../../platform/county-settings.ts';
import { readItemList, usableItems } from '../plan/item-list.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Match } from '../ports/paging.ts';
import type { Records } from '../ports/records.ts';
import type { Registry, StoredRow } from '../ports/registry.ts';
import { type TrustedObject, watchedIn } from '../trust/read-trusted.ts';
import { readYearChecks, type YearChecks } from './year-checks.ts';

/** What the county has fixed of frames: R9, and what a list may tell of classes. */
export type FrameFigures = Pick<SettingValues, 'frequencyCap' | 'classShare'>;

export interface FrameDeps {
  readonly registry: Registry;
  readonly records: Records;
  readonly blobs: Blobs;
}

/** What one department may check of an entry, as of the read. */
export interface PartCandidates extends FramePart {
  /** Objects it comes to when they are drawn. */
  readonly size: number;
  /** Items that apply to none of the frame's objects. */
  readonly itemsWithoutObjects: readonly string[];
}

/** What a plan entry would be drawn from, as of the read. */
export interface FrameCandidates {
  /** In the order of the entry's departments, numbered from 1. */
  readonly parts: readonly PartCandidates[];
  readonly objects: readonly FrameObject[];
  /** Those of them that have reached the year's cap; the entry says why they may be drawn. */
  readonly overCap: readonly OverCapObject[];
  readonly strata: readonly StratumQuota[];
  /** Objects that match the entry's filter but are excluded, by reason; all matches = objects + excluded. */
  readonly excluded: readonly { readonly reason: string; readonly count: number }[];
  /** Why this frame must not be drawn: R1, or the list would tell classes. */
  readonly refusal?: FrameRefusal;
}

export type FrameRefusal = Failure<'ratio-above-cap' | 'class-would-show'>;

/** What keeps an object out of a frame beside the entry: how often it was checked this year, and that it is watched. */
export interface Burdens {
  readonly checks: YearChecks;
  readonly trusted: readonly TrustedObject[];
}

type EntryToFrame = Pick<PlanEntry, 'departments' | 'title' | 'window'> & FramedEntry;

/** The frame of one entry, as a freeze at this moment would freeze it. */
export async function readFrameCandidates(
  deps: FrameDeps,
  entry: EntryToFrame,
  figures: FrameFigures,
  trusted: readonly TrustedObject[],
): Promise<Result<FrameCandidates, Failure<'unknown-reference'>>> {
  const burdens = { checks: await readYearChecks(deps, yearOf(entry)), trusted };
  const frames = await readCandidates(deps, [entry], figures, burdens);
  if (!frames.ok) return frames;
  const [frame] = frames.value;
  if (!frame) throw new Error('an entry has a frame');
  return ok(frame);
}

/**
 * The frames of the entries of a batch, one each, from one read of the registry: each object is read once for all of them,
 * at one version and with one class. `seen` receives every object that any frame includes.
 */
export async function readCandidates(
  deps: FrameDeps,
  entries: readonly EntryToFrame[],
  figures: FrameFigures,
  burdens: Burdens,
  seen?: (object: InspectionObject) => void,
): Promise<Result<readonly FrameCandidates[], Failure<'unknown-reference'>>> {
  const rules: FrameRules[] = [];
  for (const entry of entries) {
    const parts = await frameParts(deps, entry);
    if (!parts.ok) return parts;
    rules.push({ entry, parts: parts.value });
  }
  const cover = await coverRule(deps, figures);
  const collectors = rules.map((rule) => frameCollector(rule, burdens, figures));
  for await (const row of deps.registry.all('object', commonMatches(entries))) {
    const taken = collectors.map((collector) => collector.offer(row));
    if (taken.includes(true)) seen?.(row.value);
  }
  return ok(collectors.map((collector) => collector.frame(cover)));
}

/** What the store can leave out for all entries. */
const commonMatches = (entries: readonly FramedEntry[]): readonly Match[] =>
  entries.length === 1 ? entries.flatMap(({ filter }) => matchesOf(filter)) : [];

/** So many objects tell which class is the most frequent: ids lie in shards at random. */
const sampleSize = 2_000;

/** The rule of cover for the registry as it is: whole shards are counted until they suffice. */
export async function coverRule(
  { registry }: Pick<FrameDeps, 'registry'>,
  { classShare }: Pick<FrameFigures, 'classShare'>,
): Promise<CoverRule> {
  const counts = new Map<string, number>();
  let counted = 0;
  for (let shard = 0; shard < shardCount && counted < sampleSize; shard += 1) {
    for await (const { value } of registry.shard(shard)) {
      counts.set(value.creditClass, (counts.get(value.creditClass) ?? 0) + 1);
      counted += 1;
    }
  }
  const [most] = [...counts].sort(([a, n], [b, m]) => m - n || compare(a, b));
  return { mostFrequent: most?.[0] ?? '', classShare };
}

/** What one department checks at the objects of an entry. */
export interface FramePart {
  readonly department: DepartmentCode;
  readonly items: readonly StoredRow<'item'>[];
}

/** The parts of an entry's frame: one for each department, with the items it may check now. */
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

/** What decides a frame beside the objects. */
export interface FrameRules {
  readonly entry: FramedEntry & Pick<PlanEntry, 'title'>;
  readonly parts: readonly FramePart[];
}

/** The year in which the entry's objects are checked; its window lies within one. */
const yearOf = ({ window }: Pick<PlanEntry, 'window'>): number => Number(window.from.slice(0, 4));

/** The fields of a plan entry that decide its frames. */
export type FramedEntry = Pick<PlanEntry, 'filter' | 'quotas' | 'frequencyWaiver'>;

interface FrameCollector {
  /** Accepts an object, or counts why not. */
  offer(row: StoredRow<'object'>): boolean;
  /** Objects accepted so far, and the excluded by reason. */
  readonly objects: readonly FrameObject[];
  readonly overCap: readonly OverCapObject[];
  excluded(): FrameCandidates['excluded'];
  frame(cover: CoverRule): FrameCandidates;
}

/** Collects a frame's objects from those of the registry, or of one of its shards. */
export function frameCollector(
  { entry, parts }: FrameRules,
  { checks, trusted }: Burdens,
  { frequencyCap }: Pick<FrameFigures, 'frequencyCap'>,
): FrameCollector {
  const { filter, quotas, frequencyWaiver, title } = entry;
  const objects: FrameObject[] = [];
  const overCap: OverCapObject[] = [];
  const sizes = parts.map(() => 0);
  const excluded = new Map<string, number>();
  const unused = parts.map(({ items }) => new Set(items));
  const cap = frequencyWaiver === undefined && { frequencyCap };
  const departments = parts.map(({ department }) => department);
  const values = parts.map(({ department, items }) => ({ department, items: items.map(({ value }) => value) }));
  const rule = { parts: values, quotas, ...checks, isWatched: watchedIn(values, trusted), ...cap };
  const byCount = () =>
    [...excluded].map(([reason, count]) => ({ reason, count })).sort((a, b) => compare(a.reason, b.reason));
  return {
    objects,
    overCap,
    excluded: byCount,
    offer({ value, meta }) {
      if (!matchesFilter(filter, value, departments)) return false;
      for (const [index, { department }] of parts.entries()) noteUse(unused[index], department, value);
      const placement = placementOf(value, rule);
      if ('excluded' in placement) {
        excluded.set(placement.excluded, (excluded.get(placement.excluded) ?? 0) + 1);
        return false;
      }
      for (const part of placement.parts) sizes[part - 1] = (sizes[part - 1] ?? 0) + 1;
      const places = placesText(placement.parts);
      objects.push({ id: value.id, stratum: value.creditClass, version: meta.version, places });
      const checked = checks.checks.get(value.id) ?? 0;
      if (checked >= frequencyCap) overCap.push({ id: value.id, checks: checked });
      return true;
    },
    frame(cover) {
      const strata = stratificationOf(quotas).quotas(sizesOf(objects, quotas));
      const refusal = refusalOf({ title, quotas, parts, strata }, cover);
      return {
        parts: parts.map((part, index) => ({
          ...part,
          size: sizes[index] ?? 0,
          itemsWithoutObjects: [...(unused[index] ?? [])].map(({ value }) => value.id),
        })),
        objects,
        overCap,
        strata,
        excluded: byCount(),
        ...(refusal && { refusal }),
      };
    },
  };
}

/** How many objects stand in each stratum. */
function sizesOf(objects: readonly FrameObject[], quotas: FramedEntry['quotas']) {
  const { stratumOf } = stratificationOf(quotas);
  const sizes = new Map<string, number>();
  for (const { stratum: creditClass } of objects) {
    const stratum = stratumOf(creditClass);
    if (stratum !== undefined) sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1);
  }
  return [...sizes].map(([stratum, size]) => ({ stratum, size }));
}

/** Why a frame must not be drawn: a quota above an item's cap (R1), or a list that would tell the class. */
export function refusalOf(
  {
    title,
    quotas,
    parts,
    strata,
  }: Pick<FramedEntry, 'quotas'> & {
    readonly title: string;
    readonly parts: readonly FramePart[];
    readonly strata: readonly StratumQuota[];
  },
  cover: CoverRule,
): FrameRefusal | undefined {
  const items = parts.flatMap((part) => part.items.map(({ value }) => value));
  const shown = classWouldShow(strata, cover);
  return aboveCap(items, quotas, strata) ?? (shown && { ...shown, frame: title });
}

/** Removes the items that apply to a drawable object of the department. */
function noteUse(
  unused: Set<StoredRow<'item'>> | undefined,
  department: DepartmentCode,
  object: InspectionObject,
): void {
  if (!unused || unused.size === 0 || object.status !== '存续' || !object.supervisors.includes(department)) return;
  for (const item of unused) if (matchesFilter(item.value.applies, object, [department])) unused.delete(item);
}

/** The part of a filter that the store can apply, to read less; `matchesFilter` decides, and of labels it alone. */
export const matchesOf = ({ kinds, townships, creditClasses, industries }: ObjectFilter): readonly Match[] => [
  ...(kinds ? [{ field: 'kind', oneOf: kinds }] : []),
  ...(townships ? [{ field: 'township', oneOf: townships }] : []),
  ...(creditClasses ? [{ field: 'creditClass', oneOf: creditClasses }] : []),
  ...(industries?.length === 1 ? [{ field: 'industry', startsWith: String(industries[0]) }] : []),
];
