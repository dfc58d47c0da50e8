import type { Batch } from '../../domain/batch/batch.ts';
import type { PeopleFrame } from '../../domain/frame/frame.ts';
import { changesOfMatching, matchedWords } from '../../domain/registry/matched-people.ts';
import type { PeopleKind } from '../../draw/batch-key.ts';
import { readBookRows } from '../draw/draw-files.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Registry } from '../ports/registry.ts';
import { type Counts, count, listed } from './changes-since.ts';

interface PeopleDeps {
  readonly registry: Pick<Registry, 'findVersion'>;
  readonly blobs: Blobs;
}

type Since = NonNullable<PeopleFrame['since']>;

/** Each person who may have changed is looked up by key, at two versions. */
const readsAtOnce = 25;

/** The batch that drew one of some entries last, whatever became of it. */
export const lastOf = (
  entries: readonly { readonly voided: readonly { readonly value: Batch }[] }[],
): Batch | undefined =>
  entries
    .flatMap(({ voided }) => voided.map(({ value }) => value))
    .reduce<Batch | undefined>((last, one) => (last && last.frozenAt >= one.frozenAt ? last : one), undefined);

/**
 * What has changed among the people who may be matched since the last batch of the same entries, counted by kind; undefined
 * where there was none. Compared are the departments that both batches have lists of, from their books.
 */
export async function peopleSince(
  deps: PeopleDeps,
  list: PeopleKind,
  people: readonly { readonly id: string; readonly department: string; readonly version: number }[],
  departments: readonly string[],
  last: Batch | undefined,
): Promise<Since | undefined> {
  const frame = last?.[list];
  if (!last || !frame) return undefined;
  const both = departments.filter((each) => departmentsIn(last, list).has(each));
  const rows = await readBookRows(deps, frame);
  const before = new Map(rows.flatMap(({ id, stratum, version }) => (both.includes(stratum) ? [[id, version]] : [])));
  const after = new Map(
    people.flatMap(({ id, department, version }) => (both.includes(department) ? [[id, version]] : [])),
  );
  const added = [...after.keys()].filter((id) => !before.has(id)).length;
  // Lists hold everybody in force, so whoever is missing is so no longer.
  const left = [...before.keys()].filter((id) => !after.has(id)).length;
  const changed: Counts = new Map();
  const others = [...after].filter(([id, version]) => (before.get(id) ?? version) !== version);
  for (let at = 0; at < others.length; at += readsAtOnce) {
    const some = others.slice(at, at + readsAtOnce);
    const reasons = some.map(([id, version]) => whatChanged(deps, list, id, before.get(id) ?? version, version));
    for (const reason of await Promise.all(reasons)) if (reason !== undefined) count(changed, reason);
  }
  return { batch: last.number, added, left, changed: listed(changed) };
}

/** Whose people a batch has lists of: of experts, the departments with items that need one. */
function departmentsIn({ departments, frames }: Batch, list: PeopleKind): ReadonlySet<string> {
  if (list === 'inspectors') return new Set(departments);
  const asking = frames.flatMap(({ parts }) =>
    parts.filter(({ items }) => items.some(({ expertise }) => expertise !== undefined)),
  );
  return new Set(asking.map(({ department }) => department));
}

/** The first of what the matching reads otherwise; nothing where the change is of no matter to it. */
async function whatChanged(
  { registry }: PeopleDeps,
  list: PeopleKind,
  id: string,
  from: number,
  to: number,
): Promise<string | undefined> {
  const kind = list === 'inspectors' ? 'inspector' : 'expert';
  const [before, after] = [await registry.findVersion(kind, id, from), await registry.findVersion(kind, id, to)];
  if (!before || !after) throw new Error(`${kind} ${id} has lost a version that a list refers to`);
  const [first] = changesOfMatching(before.value, after.value);
  return first && matchedWords[first];
}
