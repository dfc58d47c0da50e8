import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { county } from '../../codes/county.ts';
import { marketKinds, tagLimit } from '../../codes/registry.ts';
import type { RegistryKind } from './kinds.ts';
import type { InspectionObject, RegistryRow, Supervision } from './registry.ts';

/*
 * One object, many departments (分类标注): what they share is kept by one of them, a market entity by the registrar, any
 * other object by whoever entered it. Each supervising department has its own part, which nobody else touches.
 */

/** What a department says of its own part. */
export type OwnPart = Omit<Supervision, 'department'>;

export const ownPart = (object: InspectionObject, department: DepartmentCode): Supervision | undefined =>
  object.supervisions?.find((part) => part.department === department);

/** The labels that hold for some departments: those for everybody, and their own. */
export const labelsFor = (object: InspectionObject, departments: readonly DepartmentCode[]): readonly string[] => [
  ...object.tags,
  ...(object.supervisions ?? []).flatMap(({ department, tags }) => (departments.includes(department) ? tags : [])),
];

/** The object with a department's part as given; the department supervises it from here on. */
export function withPart(object: InspectionObject, department: DepartmentCode, part: OwnPart): InspectionObject {
  const others = (object.supervisions ?? []).filter((one) => one.department !== department);
  return {
    ...object,
    supervisors: [...new Set([...object.supervisors, department])],
    supervisions: [...others, { ...part, department }].toSorted((a, b) => (a.department < b.department ? -1 : 1)),
  };
}

/** The object without a department's part and supervision. Its keeper stays: somebody has to keep it. */
export function withoutPart(object: InspectionObject, department: DepartmentCode): InspectionObject {
  const { supervisions = [], offeredTo, ...rest } = object;
  const left = supervisions.filter((one) => one.department !== department);
  return {
    ...rest,
    supervisors: object.supervisors.filter((code) => code !== department),
    ...(left.length > 0 && { supervisions: left }),
    ...(offeredTo !== undefined && offeredTo !== department && { offeredTo }),
  };
}

/** What the keeper wrote, with the parts of all departments as they are: those who have one go on supervising. */
export function keepParts(written: InspectionObject, before: InspectionObject): InspectionObject {
  const { classBy, supervisions, offeredTo, continuedAs, formerIds } = before;
  const having = (supervisions ?? []).map(({ department }) => department);
  return {
    ...written,
    supervisors: [...new Set([...written.supervisors, ...having])],
    ...(classBy && { classBy }),
    ...(supervisions && { supervisions }),
    ...(offeredTo !== undefined && { offeredTo }),
    ...(continuedAs !== undefined && { continuedAs }),
    ...(formerIds && { formerIds }),
  };
}

/** The labels of both, each once. None is dropped: where they are too many, the department whose they become gives some up first. */
export function joinedTags(
  one: readonly string[],
  other: readonly string[],
  department: DepartmentCode,
): Result<string[], Failure<'too-many-tags'>> {
  const tags = [...new Set([...one, ...other])];
  return tags.length > tagLimit
    ? err({ kind: 'too-many-tags', limit: tagLimit, joined: { count: tags.length, department } })
    : ok(tags);
}

/** An object under its new number, with what departments had of it under the former one; and the former row, out of use. */
export function continued(object: InspectionObject, former: InspectionObject) {
  const parts = (former.supervisions ?? []).filter(({ department }) => !ownPart(object, department));
  const joined = parts.reduce((whole, part) => withPart(whole, part.department, part), object);
  const tags = joinedTags(joined.tags, former.tags, former.department);
  if (!tags.ok) return tags;
  const { offeredTo: _, ...out } = former;
  return ok({
    current: {
      ...joined,
      // Of one that has a class by a file, that class goes on with it.
      ...(object.classBy === undefined &&
        former.classBy && { creditClass: former.creditClass, classBy: former.classBy }),
      supervisors: [...new Set([...joined.supervisors, ...former.supervisors])],
      tags: tags.value,
      formerIds: [...new Set([...(object.formerIds ?? []), ...(former.formerIds ?? []), former.id])],
    } satisfies InspectionObject,
    former: {
      ...out,
      status: '停用',
      statusReason: `已有统一社会信用代码，以${object.id}续用`,
      continuedAs: object.id,
    } satisfies InspectionObject,
  });
}

/** An object that goes on under another number would be drawn twice if the row of the former one came into use again. */
export function cannotComeBack(
  before: RegistryRow[RegistryKind],
  after: RegistryRow[RegistryKind],
): string | undefined {
  if (!('continuedAs' in before) || before.continuedAs === undefined || after.status !== '存续') return undefined;
  return `此编号已由${before.continuedAs}续用，不能恢复为存续`;
}

/** Whether a department may keep the object from now on: its keeper offers it, or it is the registrar's by its nature. */
export const mayTakeOver = ({ department: keeper, offeredTo, kind }: InspectionObject, department: DepartmentCode) =>
  department !== keeper &&
  (offeredTo === department ||
    (department === county.registrarDepartment && marketKinds.some((each) => each === kind)));

/** The object under another keeper. The one before goes on supervising, with the labels it had given. */
export function takenOver(
  object: InspectionObject,
  department: DepartmentCode,
): Result<InspectionObject, Failure<'too-many-tags'>> {
  const { department: keeper, tags } = object;
  const part = ownPart(object, keeper) ?? { tags: [] };
  const joined = joinedTags(part.tags, tags, keeper);
  if (!joined.ok) return joined;
  const labelled = tags.length === 0 ? object : withPart(object, keeper, { ...part, tags: joined.value });
  const { offeredTo: _, ...rest } = labelled;
  return ok({ ...rest, department, supervisors: [...new Set([...rest.supervisors, keeper, department])] });
}
