import { departmentName } from '../../codes/departments.ts';
import { contentDigest } from '../../domain/import/content-digest.ts';
import type { HeaderBinding, RowProblem } from '../../domain/import/header.ts';
import { joinKept, takeKept, takesOver } from '../../domain/import/join-object.ts';
import { keepUnmentioned } from '../../domain/import/keep-unmentioned.ts';
import type { RegistryImport } from '../../domain/import/registry-import.ts';
import { type RegistryKind, type RegistryRow, tagLimit } from '../../domain/registry/registry.ts';
import { keepParts } from '../../domain/registry/supervision.ts';

type Compared<V> = { readonly remarks?: readonly RowProblem[] } & (
  | { readonly outcome: 'new'; readonly value: V; readonly emptied?: readonly RowProblem[] }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly problems: readonly RowProblem[] }
);

export const refused = (problems: readonly RowProblem[]): Compared<never> => ({ outcome: 'refused', problems });

/** What a row of a file means for the registry, which has `before` under its number. */
export function compareRow<K extends RegistryKind>(
  entry: Pick<RegistryImport, 'department' | 'update'>,
  header: HeaderBinding<K>,
  row: RegistryRow[K],
  before: RegistryRow[K] | undefined,
): Compared<RegistryRow[K]> {
  if (!before) return { outcome: 'new', value: row };
  if (before.department !== entry.department) {
    const kept = keptByAnother(header, row, before, entry);
    if (kept) return kept;
    const reason = `该记录由${departmentName(before.department)}维护，请与其联系`;
    return refused([{ column: '', value: row.id, reason }]);
  }
  return written(header, row, before, before);
}

/** The next version that the keeper's file makes of a row: what the file has no column for stays, and so do all parts. */
function written<K extends RegistryKind>(
  header: HeaderBinding<K>,
  row: RegistryRow[K],
  before: RegistryRow[K],
  stored: RegistryRow[K],
): Compared<RegistryRow[K]> {
  const kept = keepUnmentioned(header, row, before);
  if (!kept.ok) return refused(kept.error);
  const value =
    isObject(kept.value) && isObject(before) ? (keepParts(kept.value, before) as typeof kept.value) : kept.value;
  return contentDigest(stored) === contentDigest(value) ? { outcome: 'unchanged' } : { outcome: 'new', value };
}

const isObject = (row: RegistryRow[RegistryKind]): row is RegistryRow['object'] => 'supervisors' in row;

/** One object, many departments: the file's department joins, or keeps from now on what is its to keep. */
function keptByAnother<K extends RegistryKind>(
  header: HeaderBinding<K>,
  row: RegistryRow[K],
  before: RegistryRow[K],
  { department, update }: Pick<RegistryImport, 'department' | 'update'>,
): Compared<RegistryRow[K]> | undefined {
  if (!isObject(row) || !isObject(before)) return undefined;
  // Who updates some columns speaks of what it has.
  if (update && !before.supervisors.includes(department)) return undefined;
  if (takesOver(before, department)) {
    const { value, remarks } = takeKept(before, department);
    const supervisors = [...new Set([...value.supervisors, ...row.supervisors])];
    const tags = [...new Set([...value.tags, ...row.tags])].slice(0, tagLimit);
    const mine = { ...row, department, supervisors, tags };
    // The kinds were narrowed by the rows themselves.
    return { ...written(header, mine as RegistryRow[K], value as RegistryRow[K], before as RegistryRow[K]), remarks };
  }
  const { value, remarks, emptied } = joinKept(header as HeaderBinding<'object'>, row, before, department);
  return contentDigest(before) === contentDigest(value)
    ? { outcome: 'unchanged', remarks }
    : { outcome: 'new', value: value as RegistryRow[K], remarks, emptied };
}
