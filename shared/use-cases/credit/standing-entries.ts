import { asOfFile, type ListEntry } from '../../domain/credit/list-entry.ts';
import { isInEffect } from '../../domain/credit/list-file-states.ts';
import { checkOf } from '../changes.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';

export interface StandingEntries {
  readonly entries: readonly Stored<ListEntry>[];
  /** That it is still so when something is written by it. */
  readonly holds: readonly Change[];
}

/**
 * Entries as they stand. One that a file is being written to is as the file says once that is in force, and as it was before
 * until then: whoever reads any two entries sees both before the file or both after it.
 */
export async function standing(records: Records, found: readonly Stored<ListEntry>[]): Promise<StandingEntries> {
  const ids = [...new Set(found.flatMap(({ value }) => value.staged?.file ?? []))];
  const files = ids.length === 0 ? new Map() : await records.findEach('list-file', ids);
  const entries = found.flatMap((stored) => {
    const { staged } = stored.value;
    const file = staged && files.get(staged.file);
    const value = asOfFile(stored.value, file !== undefined && isInEffect(file.value.status));
    return value ? [{ ...stored, value }] : [];
  });
  const read = found.map((stored) => checkOf('list-entry', stored.value.id, stored));
  return { entries, holds: [...read, ...[...files].map(([id, file]) => checkOf('list-file', id, file))] };
}
