import { err, ok, type Result } from '../base/result.ts';
import type { BatchKey, PeopleKind } from './batch-key.ts';
import { byRow, type FrameRefusal } from './frame-rows.ts';
import { isCanonical, type ListRow, rowLine } from './lines.ts';
import type { PeopleList } from './manifest.ts';
import { frameRoot, shardCount, shardRoot } from './merkle.ts';
import { rowName, shardOf } from './row.ts';
import { strataCounter } from './strata.ts';

/** An inspector or an expert as the registry states them when the batch is frozen. */
export interface FrozenPerson {
  readonly id: string;
  readonly department: string;
  readonly version: number;
}

export interface FrozenPeople {
  readonly manifest: PeopleList;
  /** The list file is these with an LF behind each. */
  readonly lines: readonly string[];
  /** The row name of each person, new in each batch. */
  readonly rows: ReadonlyMap<string, string>;
}

/** Freezes all inspectors, or all experts, given in any order. */
export function freezePeople(
  key: Pick<BatchKey, 'saltsOf'>,
  list: PeopleKind,
  people: Iterable<FrozenPerson>,
): Result<FrozenPeople, FrameRefusal> {
  const saltOf = key.saltsOf(list);
  const rows = new Map<string, string>();
  const strata = strataCounter();
  const listed: ListRow[] = [];
  for (const { id, department: stratum, version } of people) {
    if (rows.has(id)) return err({ kind: 'duplicate-id', id });
    const row = rowName(saltOf(id), { id, version, places: stratum });
    if (!isCanonical({ id, places: stratum, row, stratum, version })) return err({ kind: 'not-canonical', id });
    rows.set(id, row);
    strata.count({ stratum });
    listed.push({ row, stratum });
  }
  const sorted = listed.sort(byRow);
  const repeated = sorted.find(({ row }, index) => row === sorted[index + 1]?.row);
  if (repeated) return err({ kind: 'duplicate-row', row: repeated.row });
  const shards: string[][] = Array.from({ length: shardCount }, () => []);
  for (const each of sorted) shards[shardOf(each.row)]?.push(rowLine(each));
  const root = frameRoot(shards.map(shardRoot));
  return ok({ manifest: { root, size: sorted.length, strata: strata.sizes() }, lines: shards.flat(), rows });
}
