import { err, ok, type Result } from '../../base/result.ts';
import type { GivenClass } from '../registry/class-of-object.ts';
import { type Cell, type DateSystem, isBlank, type TableRow } from './cells.ts';
import { classReaders } from './field-readers.ts';
import type { HeaderBinding, RowProblem } from './header.ts';
import { problemOf, readCell, shapeProblem } from './parse-row.ts';

/** A row of a month's file of classes. */
export interface ClassRow extends GivenClass {
  /** The number of the object, or one that it had before. */
  readonly id: string;
}

/** The class that a row gives of an object, or everything that is wrong with it at once. */
export function parseClassRow(
  header: HeaderBinding<'object'>,
  { cells }: Pick<TableRow, 'cells'>,
  dates: DateSystem,
): Result<ClassRow, readonly RowProblem[]> {
  const misshapen = shapeProblem(cells, header);
  if (misshapen) return err([misshapen]);
  const problems: RowProblem[] = [];
  const read = new Map<string, unknown>();
  for (const [at, column] of header.columns.entries()) {
    const reader = column && classReaders[column.field];
    if (!column || !reader) continue;
    const cell: Cell = cells[at] ?? '';
    const value = readCell(column, cell, reader, dates);
    if (!value.ok) problems.push(problemOf(column, cell, value.error));
    else if (value.value !== undefined) read.set(column.field, value.value);
  }
  const numbered = header.columns.some((column, at) => isNumber(column?.field) && !isBlank(cells[at] ?? ''));
  if (!numbered) problems.push({ column: '统一社会信用代码', value: '', reason: '和"对象编号"至少要填一个' });
  // The readers make these types; a field that none of them made is a problem already.
  const creditClass = read.get('creditClass') as GivenClass['creditClass'];
  const direct = read.get('direct') as GivenClass['direct'];
  const score = read.get('score') as GivenClass['score'];
  if (direct && creditClass && creditClass !== 'D')
    problems.push({ column: '直接判定', value: direct.join('；'), reason: '直接判定的，信用风险分类应为D' });
  if (problems.length > 0) return err(problems);
  const id = String(read.get('creditCode') ?? read.get('id'));
  return ok({ id, creditClass, ...(score !== undefined && { score }), ...(direct && { direct }) });
}

const isNumber = (field: string | undefined): boolean => field === 'creditCode' || field === 'id';
