import { wordsOf } from '../../base/failure-words.ts';
import type { Failure } from '../../base/failures.ts';
import { departmentName } from '../../codes/departments.ts';
import { saysTheSame } from '../../domain/import/cells-of-row.ts';
import type { HeaderBinding, RowProblem } from '../../domain/import/header.ts';
import { joinKept, takeKept, takesOver } from '../../domain/import/join-object.ts';
import { keepUnmentioned } from '../../domain/import/keep-unmentioned.ts';
import type { RegistryImport } from '../../domain/import/registry-import.ts';
import { hasOtherClass } from '../../domain/registry/class-of-object.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import { mostFormerIds } from '../../domain/registry/object-links.ts';
import type { RegistryRow } from '../../domain/registry/registry.ts';
import { cannotComeBack, continued, joinedTags, keepParts } from '../../domain/registry/supervision.ts';
import { isObject } from '../../domain/registry/taken-out.ts';

type Compared<V> = { readonly remarks?: readonly RowProblem[] } & (
  | {
      readonly outcome: 'new';
      readonly value: V;
      readonly emptied?: readonly RowProblem[];
      /** What becomes of the row that the value goes on from. */
      readonly former?: V;
    }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly problems: readonly RowProblem[] }
);

export const refused = (problems: readonly RowProblem[]): Compared<never> => ({ outcome: 'refused', problems });

/** Labels that would come together in one row and are more than it may have. */
const tagProblem = (failure: Failure<'too-many-tags'>, ...from: readonly RegistryRow['object'][]): RowProblem => ({
  column: '标签',
  value: [...new Set(from.flatMap(({ tags }) => tags))].join('；'),
  reason: wordsOf(failure).detail,
});

/** R60 */
const classProblem = (row: RegistryRow[RegistryKind], known: RegistryRow[RegistryKind]): RowProblem => ({
  column: '信用风险分类',
  value: 'creditClass' in row ? row.creditClass : '',
  reason: `名录里为${'creditClass' in known ? known.creditClass : ''}。信用风险分类不得手工修改，只由按月的分类文件更新；请改为与名录一致，或删去此列、改用只含部分列的更新文件`,
});

/** An object as the row that it is; only objects come here. */
const asRow = <K extends RegistryKind>(object: RegistryRow['object']): RegistryRow[K] =>
  object satisfies RegistryRow[RegistryKind] as RegistryRow[RegistryKind] as RegistryRow[K];

/** What a row of a file means for the registry, which has `before` under its number, and `former` under the one before. */
export function compareRow<K extends RegistryKind>(
  entry: Pick<RegistryImport, 'department' | 'update'>,
  header: HeaderBinding<K>,
  row: RegistryRow[K],
  before: RegistryRow[K] | undefined,
  former: RegistryRow['object'] | undefined,
): Compared<RegistryRow[K]> {
  const compared = compareAlone(entry, header, row, before, former);
  const changed = compared.outcome === 'new' && (before ?? former);
  // Whoever joins an object brings no class; what is there goes on as it is.
  if (changed && hasOtherClass(changed, compared.value)) return refused([classProblem(row, changed)]);
  const back = before && compared.outcome === 'new' ? cannotComeBack(before, compared.value) : undefined;
  if (back !== undefined) return refused([{ column: '状态', value: row.status, reason: back }]);
  if (!former || compared.outcome === 'refused') return compared;
  const value = compared.outcome === 'new' ? compared.value : before;
  if (!value || !isObject(value)) return compared;
  const both = continued(value, former);
  if (!both.ok) return refused([tagProblem(both.error, value, former)]);
  const { current, former: out } = both.value;
  if (current.formerIds.length > mostFormerIds) {
    const reason = `同一对象最多续用${mostFormerIds}个原编号`;
    return refused([{ column: '对象编号', value: former.id, reason }]);
  }
  return { ...compared, outcome: 'new', value: asRow<K>(current), former: asRow<K>(out) };
}

function compareAlone<K extends RegistryKind>(
  entry: Pick<RegistryImport, 'department' | 'update'>,
  header: HeaderBinding<K>,
  row: RegistryRow[K],
  before: RegistryRow[K] | undefined,
  former: RegistryRow['object'] | undefined,
): Compared<RegistryRow[K]> {
  if (!before && former && isObject(row)) {
    // What the file has no column for is as it was under the former number.
    const known = { ...former, id: row.id, creditCode: row.creditCode, department: row.department };
    const kept = keepUnmentioned(header, row, known as RegistryRow[K]);
    return kept.ok ? { outcome: 'new', value: kept.value } : refused(kept.error);
  }
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
  return isSame(header.kind, stored, value) ? { outcome: 'unchanged' } : { outcome: 'new', value };
}

/** Whether a file would say the same of both, and the departments' own parts of an object, which no file shows whole, are the same. */
const isSame = <K extends RegistryKind>(kind: K, one: RegistryRow[K], other: RegistryRow[K]): boolean =>
  saysTheSame(kind, one, other) && JSON.stringify(ownParts(one)) === JSON.stringify(ownParts(other));

const ownParts = (row: RegistryRow[RegistryKind]): unknown =>
  isObject(row) && [row.department, row.supervisions, row.offeredTo, row.formerIds, row.continuedAs];

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
    const taken = takeKept(before, department);
    if (!taken.ok) return refused([tagProblem(taken.error, before)]);
    const { value, remarks } = taken.value;
    const supervisors = [...new Set([...value.supervisors, ...row.supervisors])];
    const tags = joinedTags(value.tags, row.tags, department);
    if (!tags.ok) return refused([tagProblem(tags.error, value, row)]);
    const mine = { ...row, department, supervisors, tags: tags.value };
    // The kinds were narrowed by the rows themselves.
    return { ...written(header, mine as RegistryRow[K], value as RegistryRow[K], before as RegistryRow[K]), remarks };
  }
  const { value, remarks, emptied } = joinKept(header as HeaderBinding<'object'>, row, before, department);
  return isSame('object', before, value)
    ? { outcome: 'unchanged', remarks }
    : { outcome: 'new', value: value as RegistryRow[K], remarks, emptied };
}
