import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { ok, type Result } from '../../base/result.ts';
import { departmentName } from '../../codes/departments.ts';
import type { InspectionObject } from '../registry/registry.ts';
import { mayTakeOver, ownPart, takenOver, withPart } from '../registry/supervision.ts';
import { importCellsOf } from './cells-of-row.ts';
import { importColumns } from './columns.ts';
import { type HeaderBinding, mentions, type RowProblem } from './header.ts';

export interface Joined {
  readonly value: InspectionObject;
  /** What an official should know: who keeps the object, and what of the file was not taken. */
  readonly remarks: readonly RowProblem[];
  /** Own labels that an empty cell takes away. */
  readonly emptied: readonly RowProblem[];
}

const classColumn = importColumns.object.find(({ field }) => field === 'creditClass')?.header;

/** What names an object or belongs to the department itself is no difference. */
const notCompared = new Set(['id', 'creditCode', 'supervisors', 'tags']);

/** A file names an object that another department keeps: its own department supervises it as well, with the file's labels. */
export function joinKept(
  header: HeaderBinding<'object'>,
  row: InspectionObject,
  before: InspectionObject,
  department: DepartmentCode,
): Joined {
  const part = ownPart(before, department);
  const labelled = mentions(header, 'tags');
  const tags = labelled ? row.tags : (part?.tags ?? []);
  const known = before.supervisors.includes(department);
  const value = known && !part && tags.length === 0 ? before : withPart(before, department, { ...part, tags });
  const keeper = departmentName(before.department);
  const remarks = [
    ...(known ? [] : [{ column: '', value: row.id, reason: `由${keeper}维护，本部门加入监管` }]),
    ...differences(header, row, before).map(({ column, was, value }) => ({
      column,
      value,
      reason:
        column === classColumn
          ? `名录里为"${was}"，未采用本文件的内容；信用风险分类只由按月的分类文件更新`
          : `由${keeper}维护，名录里为"${was}"，未采用本文件的内容；名录有误的，请告知${keeper}`,
    })),
  ];
  const lost = (part?.tags ?? []).join('；');
  const emptied =
    labelled && tags.length === 0 && lost !== ''
      ? [{ column: '标签', value: lost, reason: '本行此列为空，生效后本部门原有的标签将被清空' }]
      : [];
  return { value, remarks, emptied };
}

/** Whether the file's department keeps the object from now on, as the registrar keeps market entities. */
export const takesOver = mayTakeOver;

/** The object under the file's department, which then writes it; everybody else goes on supervising it. */
export function takeKept(
  before: InspectionObject,
  department: DepartmentCode,
): Result<Omit<Joined, 'emptied'>, Failure<'too-many-tags'>> {
  const reason = `原由${departmentName(before.department)}维护，生效后由本部门维护，原部门继续监管`;
  const taken = takenOver(before, department);
  return taken.ok ? ok({ value: taken.value, remarks: [{ column: '', value: before.id, reason }] }) : taken;
}

function differences({ columns }: HeaderBinding<'object'>, row: InspectionObject, before: InspectionObject) {
  const [given, known] = [importCellsOf('object', row), importCellsOf('object', before)];
  return importColumns.object.flatMap((column, at) => {
    const [value = '', was = ''] = [given[at], known[at]];
    if (notCompared.has(column.field) || !columns.includes(column) || value === '' || value === was) return [];
    return [{ column: column.header, was, value }];
  });
}
