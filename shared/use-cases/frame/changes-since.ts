import type { Frame } from '../../domain/frame/frame.ts';
import type { InspectionObject } from '../../domain/registry/registry.ts';
import type { TakenKind } from '../../domain/registry/taken-kinds.ts';
import { takenOut } from '../../domain/registry/taken-out.ts';
import { bookReader } from '../../draw/read-list.ts';
import { placesOf } from '../../draw/row.ts';
import { compare } from '../../draw/text.ts';
import { runsBefore } from '../batch/runs.ts';
import { readFrozenLines } from '../draw/draw-files.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { type TrustedObject, watchedIn } from '../trust/read-trusted.ts';

interface SinceDeps {
  readonly records: Records;
  readonly registry: Pick<Registry, 'find' | 'findVersion'>;
  readonly blobs: Blobs;
}

type Since = NonNullable<Frame['since']>;
export type Counts = Map<string, number>;

/** Rows are compared in groups of about so many, so that memory is bounded whatever the frame's size. */
const rowsAtOnce = 200_000;
/** Each object that has left is looked up by key, at two versions. */
const readsAtOnce = 25;

/**
 * What has changed in a frame since the last one of the same plan entry, counted by kind; undefined for the first frame of an
 * entry. Both are read from their books, so nothing can be left out of the counts that was taken out of the frame.
 */
export async function changesSince(
  deps: SinceDeps,
  frame: Frame,
  taskId: string,
  /** R62: who was watched at the freeze. */
  trusted: readonly TrustedObject[],
  atOnce = rowsAtOnce,
): Promise<Since | undefined> {
  const { planId, entryId } = frame;
  const runs = await runsBefore(deps.records, planId, entryId, taskId);
  const frames = runs.flatMap(({ value }) =>
    value.frames.filter((one) => one.planId === planId && one.entryId === entryId),
  );
  const last = frames.findLast(({ book }) => book !== undefined);
  if (!last) return undefined;

  let added = 0;
  const left: Counts = new Map();
  const changed: Counts = new Map();
  const departments = frame.parts.map(({ department }) => department);
  const watched = watchedIn(frame.parts, trusted);
  const groups = Math.ceil(Math.max(frame.size, last.size, 1) / atOnce);
  for (let group = 0; group < groups; group += 1) {
    const before = await rowsOf(deps, last, (id) => groupOf(id, groups) === group);
    const after = await rowsOf(deps, frame, (id) => groupOf(id, groups) === group);
    for (const [id, row] of after) {
      const was = before.get(id);
      if (!was) added += 1;
      else if (was.stratum !== row.stratum) count(changed, '信用风险分类改变');
      else if (was.places !== row.places) count(changed, '参加检查的部门改变');
    }
    const gone = [...before].filter(([id]) => !after.has(id));
    for (let at = 0; at < gone.length; at += readsAtOnce) {
      const some = gone.slice(at, at + readsAtOnce);
      const reasons = some.map(([id, { version, places }]) => {
        const stood = (placesOf(places, last.parts.length) ?? []).map((part) => last.parts[part - 1]?.department);
        const parts = frame.parts.flatMap(({ department }, index) => (stood.includes(department) ? [index + 1] : []));
        const isWatched = parts.length > 0 && parts.every((part) => watched(id, part));
        return whyLeft(deps, { id, version }, departments, isWatched);
      });
      for (const reason of await Promise.all(reasons)) count(left, reason);
    }
  }
  return { frame: last.frame, added, left: listed(left), changed: listed(changed) };
}

interface Row {
  readonly stratum: string;
  readonly places: string;
  readonly version: number;
}

async function rowsOf({ blobs }: SinceDeps, { frame, book, root }: Frame, wanted: (id: string) => boolean) {
  if (book === undefined) throw new Error(`frame ${frame} has no book`);
  const rows = new Map<string, Row>();
  const reader = bookReader(({ id, stratum, places, version }) => {
    if (wanted(id)) rows.set(id, { stratum, places, version });
  });
  await readFrozenLines({ blobs }, { blob: book, root }, reader);
  return rows;
}

/** Any grouping will do, if it is the same for both frames. */
const groupOf = (id: string, groups: number): number => {
  let sum = 0;
  for (let at = 0; at < id.length; at += 1) sum = (sum * 31 + id.charCodeAt(at)) % 1_000_003;
  return sum % groups;
};

/** In the words of the record: the first of what the registry now says otherwise of the object. */
const words: Readonly<Partial<Record<TakenKind, string>>> = {
  supervision: '退出监管',
  status: '不再存续',
  class: '信用风险分类改变',
  kind: '对象类别改变',
  township: '乡镇街道改变',
  industry: '行业改变',
  labels: '标签改变',
};

/** Nothing the registry says of the object has changed: the entry, its items, the year's checks or a period of trust left it out. */
const otherwise = '事项、条目、年度检查次数或观察期';

async function whyLeft(
  { registry }: SinceDeps,
  { id, version }: { readonly id: string; readonly version: number },
  departments: readonly string[],
  /** In every part in which it stood, as they are now. */
  isWatched: boolean,
): Promise<string> {
  const [before, after] = [await registry.findVersion('object', id, version), await registry.find('object', id)];
  if (!before) throw new Error(`object ${id} has lost version ${version}, which a frame refers to`);
  if (continues(after?.value)) return '以新编号续用';
  const taken = takenOut(before.value, after?.value).filter(({ department }) => departments.includes(department));
  const kinds = taken.flatMap(({ by }) => by);
  // As a frame judges: supervised and in business first; of the rest it may be that nothing left it out.
  if (isWatched && !kinds.some((kind) => kind === 'supervision' || kind === 'status')) return '包容审慎观察期';
  const [first] = kinds;
  return first === undefined ? otherwise : (words[first] ?? '其他');
}

const continues = (object: InspectionObject | undefined): boolean => object?.continuedAs !== undefined;

export const count = (counts: Counts, reason: string): void => void counts.set(reason, (counts.get(reason) ?? 0) + 1);

export const listed = (counts: Counts): Since['left'] =>
  [...counts].map(([reason, times]) => ({ reason, count: times })).sort((a, b) => compare(a.reason, b.reason));
