import type * as z from 'zod';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type RegistryKind, type RegistryRow, registrySchemas } from '../registry/registry.ts';
import { type Cell, cellText, type DateSystem, isBlank, isError, type TableRow } from './cells.ts';
import type { ImportColumn } from './columns.ts';
import { completeRow, fieldReaders } from './field-readers.ts';
import type { HeaderBinding, RowProblem } from './header.ts';
import { issueProblems } from './problems.ts';
import { asText, lostDigits } from './values.ts';

export interface ImportContext {
  /** The department whose registry the file goes into. */
  readonly department: DepartmentCode;
  readonly dates: DateSystem;
}

const schemas: { readonly [K in RegistryKind]: z.ZodType<RegistryRow[K]> } = registrySchemas;

/** A lawful registry row, or everything that is wrong with it at once. */
export function parseImportRow<K extends RegistryKind>(
  { kind, columns }: HeaderBinding<K>,
  { cells }: TableRow,
  { department, dates }: ImportContext,
): Result<RegistryRow[K], readonly RowProblem[]> {
  const misshapen = shapeProblem(cells, columns);
  if (misshapen) return err([misshapen]);

  const draft: Record<string, unknown> = {};
  const problems: RowProblem[] = [];
  for (const [index, column] of columns.entries()) {
    if (column === undefined) continue;
    const cell = cells[index] ?? '';
    const read = readCell(column, cell, fieldReaders[kind][column.field] ?? asText, dates);
    if (!read.ok) problems.push(problemOf(column, cell, read.error));
    else if (read.value !== undefined) place(draft, column.field, read.value);
  }

  const complete = completeRow[kind](draft, department);
  const parsed = schemas[kind].safeParse(complete);
  if (parsed.success && problems.length === 0) return ok(parsed.data);
  return err([...problems, ...issueProblems(kind, parsed.error?.issues ?? [], complete, problems)]);
}

/** Too few cells mean a lost comma or quote, and every later value would land under the wrong header. */
function shapeProblem(cells: readonly Cell[], columns: HeaderBinding<RegistryKind>['columns']): RowProblem | undefined {
  const stray = cells.findIndex((cell, index) => columns[index] === undefined && !isBlank(cell));
  if (stray >= 0) {
    const value = shorten(cellText(cells[stray] ?? ''));
    return { column: '', value, reason: `第${stray + 1}个单元格没有对应的列名，请检查是否多了逗号或错了列` };
  }
  return cells.length < columns.length
    ? {
        column: '',
        value: shorten(cellText(cells[0] ?? '')),
        reason: `只有${cells.length}个单元格，表头有${columns.length}列，请检查是否少了逗号或引号`,
      }
    : undefined;
}

type ReadPart = (typeof fieldReaders)[RegistryKind][string];

function readCell(column: ImportColumn, cell: Cell, read: ReadPart, dates: DateSystem): Result<unknown, string> {
  if (isError(cell)) return err('单元格里的公式没有结果或出错，请改为填写数值后重新保存');
  const untrusted = column.text ? lostDigits(cell) : undefined;
  if (untrusted) return err(untrusted);

  const text = cellText(cell);
  if (text === '') return column.required ? err('必填，不能为空') : ok(undefined);
  const value = column.many ? readParts(text, read, dates) : read(text, dates);
  return value.ok || column.hint === undefined ? value : err(`${value.error}；${column.hint}`);
}

function readParts(text: string, read: ReadPart, dates: DateSystem): Result<unknown, string> {
  const values = new Map<string, unknown>();
  for (const part of text.split(/[；;\n]/).map((each) => each.trim())) {
    if (part === '') continue;
    const value = read(part, dates);
    if (!value.ok) return err(`"${shorten(part)}"${value.error}`);
    values.set(JSON.stringify(value.value), value.value);
  }
  return ok(values.size > 0 ? [...values.values()] : undefined);
}

function place(draft: Record<string, unknown>, field: string, value: unknown): void {
  const [head = '', tail] = field.split('.', 2);
  const within = draft[head];
  draft[head] = tail === undefined ? value : { ...(typeof within === 'object' ? within : {}), [tail]: value };
}

const problemOf = (column: ImportColumn, cell: Cell, reason: string): RowProblem => ({
  column: column.header,
  value: shorten(cellText(cell)),
  reason,
});

/** By whole characters, so that a rare name is not cut through its surrogate pair. */
const shorten = (text: string): string => {
  const characters = Array.from(text.slice(0, 200));
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : text;
};
