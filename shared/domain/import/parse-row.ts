import type * as z from 'zod';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { inOneLine, partsOf } from '../../base/typed-text.ts';
import type { RegistryKind } from '../registry/kinds.ts';
import { type RegistryRow, registrySchemas } from '../registry/registry.ts';
import { type Cell, cellText, type DateSystem, isBlank, isError, type TableRow } from './cells.ts';
import { type ImportColumn, importColumns, isExample } from './columns.ts';
import { asYesNo, completeRow, fieldReaders } from './field-readers.ts';
import type { HeaderBinding, RowProblem } from './header.ts';
import { issueProblems, valueAt } from './problems.ts';
import { asDate, asText, lostDigits } from './values.ts';

export interface ImportContext {
  /** The department whose registry the file goes into. */
  readonly department: DepartmentCode;
  readonly dates: DateSystem;
  /** Of an update: the row that the registry has under a number. Whatever the file does not give is its. */
  readonly before?: (id: string) => RegistryRow[RegistryKind] | undefined;
}

const schemas: { readonly [K in RegistryKind]: z.ZodType<RegistryRow[K]> } = registrySchemas;

/** A lawful registry row, or everything that is wrong with it at once. */
export function parseImportRow<K extends RegistryKind>(
  binding: HeaderBinding<K>,
  row: TableRow,
  { department, dates, before }: ImportContext,
): Result<RegistryRow[K], readonly RowProblem[]> {
  const { kind, columns } = binding;
  const { cells } = row;
  const misshapen = shapeProblem(cells, binding);
  if (misshapen) return err([misshapen]);

  const draft: Record<string, unknown> = {};
  const problems: RowProblem[] = [];
  for (const [index, column] of columns.entries()) {
    if (column === undefined) continue;
    const cell = cells[index] ?? '';
    const read = readCell(column, cell, fieldReaders[kind][column.field] ?? asText, dates);
    if (!read.ok) problems.push(problemOf(column, cell, read.error));
    else if (read.value !== undefined) placeAt(draft, column.field, read.value);
  }

  const known = before?.(numberIn(binding, row, dates)?.value ?? '');
  if (before) {
    if (!known) return err(problems.length > 0 ? problems : [notKnown(binding, row, dates)]);
    placeUnmentioned(draft, binding, known);
  }
  const complete = completeRow[kind](draft, known?.department ?? department);
  const parsed = schemas[kind].safeParse(complete);
  if (parsed.success && problems.length === 0) return ok(parsed.data);
  return err([...problems, ...issueProblems(kind, parsed.error?.issues ?? [], complete, problems)]);
}

/** The number that a row is known by, in its one form, and the column it stands in: the credit code first. */
export function numberIn<K extends RegistryKind>(
  { kind, columns }: HeaderBinding<K>,
  { cells }: Pick<TableRow, 'cells'>,
  dates: DateSystem,
): { readonly column: string; readonly value: string } | undefined {
  for (const field of ['creditCode', 'id']) {
    const at = columns.findIndex((column) => column?.field === field);
    const [column, cell] = [columns[at], cells[at]];
    if (column === undefined || cell === undefined || isBlank(cell)) continue;
    const read = readCell(column, cell, fieldReaders[kind][field] ?? asText, dates);
    if (read.ok && typeof read.value === 'string') return { column: column.header, value: read.value };
  }
  return undefined;
}

/** An update changes what is there: it cannot add a row, of which it gives only a part. */
function notKnown(binding: HeaderBinding<RegistryKind>, row: TableRow, dates: DateSystem): RowProblem {
  const number = numberIn(binding, row, dates);
  return number
    ? { ...number, reason: '名录里没有这个编号，更新文件只能更新名录里已有的记录' }
    : { column: '', value: '', reason: '没有填写编号，或编号有误，找不到要更新的记录' };
}

/** Of the fields that the file has no column for, those that the registry's row has. */
export function placeUnmentioned<K extends RegistryKind>(
  draft: Record<string, unknown>,
  { kind, columns }: HeaderBinding<K>,
  before: RegistryRow[RegistryKind],
): void {
  const mentioned = new Set(columns.map((column) => column?.field));
  for (const { field } of importColumns[kind]) {
    if (mentioned.has(field)) continue;
    const value = valueAt(before, field.split('.'));
    if (value !== undefined) placeAt(draft, field, value);
  }
}

/** Too few cells mean a lost comma or quote, and every later value would land under the wrong header. */
export function shapeProblem(
  cells: readonly Cell[],
  { columns, passedOver }: HeaderBinding<RegistryKind>,
): RowProblem | undefined {
  const stray = cells.findIndex(
    (cell, index) => columns[index] === undefined && !passedOver.has(index) && !isBlank(cell),
  );
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

export function readCell(column: ImportColumn, cell: Cell, read: ReadPart, dates: DateSystem): Result<unknown, string> {
  if (isError(cell)) return err('单元格里的公式没有结果或出错，请改为填写数值后重新保存');
  const wrong = typeProblem(cell, read) ?? (column.text ? lostDigits(cell, column.number) : undefined);
  if (wrong) return err(wrong);

  const text = cellText(cell);
  if (text === '') return column.required ? err('必填，不能为空') : ok(undefined);
  if (isExample(column.example) && isExample(text)) return err('这是模板的示例行，请删除，或改为实际内容');
  const value = column.many ? readParts(text, read, dates) : read(column.lines ? text : inOneLine(text), dates);
  return value.ok || column.hint === undefined ? value : err(`${value.error}；${column.hint}`);
}

/** What a spreadsheet made of a cell that it understood as something else than it is. */
function typeProblem(cell: Cell, read: ReadPart): string | undefined {
  if (typeof cell === 'string') return undefined;
  if (cell.type === 'merged')
    return `属于合并单元格（显示的是"${shorten(cell.value)}"），看不出本列该填什么，请取消合并单元格后分别填写`;
  if (cell.formula && isBlank(cell)) return '单元格里的公式没有得出内容，请改为填写内容，或清除公式后重新保存';
  if (cell.type === 'date' && read !== asDate)
    return '单元格是日期格式，表格软件可能已把原来的内容改成日期；请把格式设为"文本"后重新填写';
  if (cell.type === 'boolean' && read !== asYesNo) return '单元格是逻辑值（TRUE/FALSE），请改为文字';
  return undefined;
}

function readParts(text: string, read: ReadPart, dates: DateSystem): Result<unknown, string> {
  const values = new Map<string, unknown>();
  for (const part of partsOf(text)) {
    const value = read(part, dates);
    if (!value.ok) return err(`"${shorten(part)}"${value.error}`);
    values.set(JSON.stringify(value.value), value.value);
  }
  return values.size > 0 ? ok([...values.values()]) : err('只有标点，没有内容');
}

/** Puts a value under a column's field, which may lie one level deep. */
export function placeAt(draft: Record<string, unknown>, field: string, value: unknown): void {
  const [head = '', tail] = field.split('.', 2);
  const within = draft[head];
  draft[head] = tail === undefined ? value : { ...(typeof within === 'object' ? within : {}), [tail]: value };
}

export const problemOf = (column: ImportColumn, cell: Cell, reason: string): RowProblem => ({
  column: column.header,
  value: shorten(cellText(cell)),
  reason,
});

/** By whole characters, so that a rare name is not cut through its surrogate pair. */
const shorten = (text: string): string => {
  const characters = Array.from(text.slice(0, 200));
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : text;
};
