import type { DepartmentCode } from '../../base/primitives.ts';
import { departmentName } from '../../codes/departments.ts';
import { ranksTheSame } from './item-levels.ts';
import type { RegistryKind } from './kinds.ts';
import { changesOfMatching, matchedOtherwise, matchedWords } from './matched-people.ts';
import type { Expert, InspectionItem, InspectionObject, Inspector, RegistryRow } from './registry.ts';
import { labelsFor } from './supervision.ts';
import type { TakenKind } from './taken-kinds.ts';

/*
 * What feeds a draw needs two. A change that can take something out of a frame is told apart from daily work by the fields
 * that frames read: a frame is made of objects in use by their supervisors, class, kind, township, industry and labels, and
 * of the items in use that apply to them. Of people in force, and of what items ask of them, whatever changes who may be
 * matched is told apart as well.
 */

/** In the words of the report. */
const takenWords: Readonly<Record<TakenKind, string>> = {
  supervision: '不再列为监管部门',
  status: '不再为存续或有效',
  class: '信用风险分类改变',
  kind: '类别改变',
  township: '乡镇街道改变',
  industry: '行业改变',
  labels: '减少标签',
  applies: '适用对象改变',
  superseded: '事项由更高层级清单的同名事项替代',
  requirements: '对检查人员或专家的要求改变',
  ...matchedWords,
};

/** What a change of a row of each registry may do to draws, in words. */
export const effects: Readonly<Record<RegistryKind, string>> = {
  item: '影响抽查范围或人员指派',
  object: '可能减少抽查范围',
  inspector: '影响人员指派',
  expert: '影响人员指派',
};

/** What one department's frames may lose by a change, or how the matching of its people changes. */
export interface TakenOut {
  readonly department: DepartmentCode;
  readonly by: readonly TakenKind[];
}

/**
 * What departments' frames may lose by a change of a row, or how the matching of their people changes; nothing for what is
 * left alone, and of objects and items for what is added. `before` is absent for a new row, `after` if the row goes.
 */
export function takenOut<K extends RegistryKind>(
  before: RegistryRow[K] | undefined,
  after: RegistryRow[K] | undefined,
): readonly TakenOut[] {
  const row = before ?? after;
  if (row === undefined) return [];
  if (isObject(row)) {
    if (!before || !isObject(before)) return [];
    return takenFromSupervisors(before, after && isObject(after) ? after : undefined);
  }
  const by = takenFromOwn(before, after);
  return by.length > 0 ? [{ department: row.department, by }] : [];
}

/**
 * Whether a change brings in a row with all that draws read of it, and not only the fields that it changes: a person comes
 * into force, or an item replaces others. Out of force, one person could have written any of it.
 */
export const bringsInWhole = (taken: readonly TakenOut[]): boolean =>
  taken.some(({ by }) => by.includes('joins') || by.includes('superseded'));

/** Whether draws would read the same of two versions of a person or an item, were both in force. */
export function readAlike<K extends RegistryKind>(one: RegistryRow[K], other: RegistryRow[K]): boolean {
  if (isPerson(one) && isPerson(other)) return matchedOtherwise(one, other).length === 0;
  if (!isItem(one) || !isItem(other)) return true;
  return ranksTheSame(one, other) && !differ(one.applies, other.applies) && asksTheSame(one, other);
}

/** Items and people are of one department alone. */
function takenFromOwn<K extends RegistryKind>(
  before: RegistryRow[K] | undefined,
  after: RegistryRow[K] | undefined,
): readonly TakenKind[] {
  if (before?.status === '有效' && after?.status !== '有效') return ['status'];
  if (!after) return [];
  if (isPerson(after)) return changesOfMatching(before && isPerson(before) ? before : undefined, after);
  if (before?.status !== '有效' || !isItem(before) || !isItem(after)) return [];
  return [
    ...(differ(before.applies, after.applies) ? (['applies'] as const) : []),
    ...(asksTheSame(before, after) ? [] : (['requirements'] as const)),
  ];
}

/**
 * What departments' frames may lose where an object goes on under another number. Beside an object that was there under that
 * number already, one of two is lost whole, however alike they are. Who was without a licence and is registered under a
 * credit code is of another kind by that alone.
 */
export function takenByContinuing(
  former: InspectionObject,
  current: InspectionObject,
  there: InspectionObject | undefined,
): readonly TakenOut[] {
  if (there && isToBeDrawn(there)) return takenOut<'object'>(former, undefined);
  const registered =
    former.kind === '无证无照户' && former.creditCode === undefined && current.creditCode !== undefined;
  return takenOut<'object'>(registered ? { ...former, kind: current.kind } : former, current);
}

function takenFromSupervisors(before: InspectionObject, after: InspectionObject | undefined): readonly TakenOut[] {
  if (!isToBeDrawn(before)) return [];
  return before.supervisors.flatMap((department) => {
    const by = takenFrom(before, after, department);
    return by.length > 0 ? [{ department, by }] : [];
  });
}

function takenFrom(
  before: InspectionObject,
  after: InspectionObject | undefined,
  department: DepartmentCode,
): readonly TakenKind[] {
  if (!after || !staysOrReturns(before, after)) return ['status'];
  if (!after.supervisors.includes(department)) return ['supervision'];
  const labels = new Set(labelsFor(after, [department]));
  return [
    ...(before.creditClass === after.creditClass ? [] : (['class'] as const)),
    ...(before.kind === after.kind ? [] : (['kind'] as const)),
    ...(before.township === after.township ? [] : (['township'] as const)),
    ...(before.industry === after.industry ? [] : (['industry'] as const)),
    ...(labelsFor(before, [department]).every((label) => labels.has(label)) ? [] : (['labels'] as const)),
  ];
}

/**
 * In frames, or to be in them again: one that is closed for a time (停业) comes back as it was. What has left them for good
 * did so with the consent of all who lost it.
 */
const isToBeDrawn = ({ status }: InspectionObject): boolean => status === '存续' || status === '停业';
const staysOrReturns = (before: InspectionObject, after: InspectionObject): boolean =>
  after.status === '存续' || after.status === before.status;

/** The same in one line: what is lost, and by whose frames. */
export const takenText = (taken: readonly TakenOut[]): string =>
  taken
    .map(({ department, by }) => `${departmentName(department)}：${by.map((kind) => takenWords[kind]).join('、')}`)
    .join('；');

export const isObject = (row: RegistryRow[RegistryKind]): row is InspectionObject => 'supervisors' in row;
const isPerson = (row: RegistryRow[RegistryKind]): row is Inspector | Expert => 'certificate' in row || 'fields' in row;
const isItem = (row: RegistryRow[RegistryKind]): row is InspectionItem => 'applies' in row;

/** What the teams of an item need. */
const asksTheSame = (one: InspectionItem, other: InspectionItem): boolean =>
  one.qualification === other.qualification &&
  one.expertise === other.expertise &&
  (one.expertRequired ?? false) === (other.expertRequired ?? false);

/** Lists of a filter mean any-of, whatever their order. */
const differ = (one: InspectionItem['applies'], other: InspectionItem['applies']): boolean =>
  JSON.stringify(ordered(one)) !== JSON.stringify(ordered(other));
const ordered = (filter: InspectionItem['applies']) =>
  Object.entries(filter)
    .map(([field, values]) => [field, [...(values ?? [])].sort()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
