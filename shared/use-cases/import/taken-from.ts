import type { DepartmentCode } from '../../base/primitives.ts';
import type { RowProblem } from '../../domain/import/header.ts';
import type { RegistryImport } from '../../domain/import/registry-import.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { RegistryRow } from '../../domain/registry/registry.ts';
import {
  effects,
  isObject,
  type TakenOut,
  takenByContinuing,
  takenOut,
  takenText,
} from '../../domain/registry/taken-out.ts';

/** How many rows the frames of each department may lose by an import. */
export type TakenFrom = Map<DepartmentCode, number>;

/** What frames may lose by a row of a file: of what was there under its number, and of what it goes on from under another. */
export function takenByRow<K extends RegistryKind>(
  value: RegistryRow[K],
  before: RegistryRow[K] | undefined,
  former: RegistryRow[K] | undefined,
): readonly TakenOut[] {
  const taken = takenOut<K>(before, value);
  if (!former || !isObject(former) || !isObject(value)) return taken;
  const there = before && isObject(before) ? before : undefined;
  return [...taken, ...takenByContinuing(former, value, there)];
}

/** Counts a row once for each department that it is taken from. */
export function noteTaken(from: TakenFrom, taken: readonly TakenOut[]): void {
  for (const department of new Set(taken.map((one) => one.department))) {
    from.set(department, (from.get(department) ?? 0) + 1);
  }
}

/** What the report says of a row that changes what feeds draws. */
export const takenRemark = (kind: RegistryKind, id: string, taken: readonly TakenOut[]): RowProblem[] =>
  taken.length === 0
    ? []
    : [{ column: '', value: id, reason: `生效后${effects[kind]}（${takenText(taken)}），须由另一人批准生效` }];

/** The same as the import's record keeps it. */
export const asKept = (from: TakenFrom): Pick<RegistryImport, 'takenFrom'> =>
  from.size === 0
    ? {}
    : { takenFrom: [...from].map(([department, rows]) => ({ department, rows })).toSorted(byDepartment) };

const byDepartment = (a: { readonly department: string }, b: { readonly department: string }): number =>
  a.department < b.department ? -1 : 1;
