import { err, ok, type Result } from '../../base/result.ts';
import type { RegistryKind } from '../registry/registry.ts';
import { type ImportColumn, importColumns } from './columns.ts';

/** What is wrong with one column of a file or one cell of a row, in words an official can act on. */
export interface RowProblem {
  /** The header as the template writes it; empty when the whole row is meant. */
  readonly column: string;
  /** What stood there, shortened. */
  readonly value: string;
  readonly reason: string;
}

/** A file's columns in file order; undefined where a column has neither header nor, in a lawful row, cells. */
export interface HeaderBinding<K extends RegistryKind> {
  readonly kind: K;
  readonly columns: readonly (ImportColumn | undefined)[];
}

/** Compatibility forms and blanks make no difference: `抽查比例上限（％）` is `抽查比例上限(%)`. */
const headerKey = (header: string): string => header.normalize('NFKC').replaceAll(/[\s\u200b\ufeff]/g, '');

/** Recognises the columns; a file that lacks a required one, repeats one or has one we do not know is refused as a whole. */
export function bindHeader<K extends RegistryKind>(
  kind: K,
  header: readonly string[],
): Result<HeaderBinding<K>, readonly RowProblem[]> {
  const known = new Map(importColumns[kind].map((column) => [headerKey(column.header), column]));
  const columns = header.map((text) => known.get(headerKey(text)));
  const problems = [
    ...header.flatMap((text, index) => headerProblem(text, columns, index)),
    ...missingProblems(kind, columns),
  ];
  return problems.length > 0 ? err(problems) : ok({ kind, columns });
}

function headerProblem(text: string, columns: HeaderBinding<RegistryKind>['columns'], index: number): RowProblem[] {
  const column = columns[index];
  const value = text.trim();
  if (column === undefined)
    return value === ''
      ? []
      : [{ column: value.slice(0, 60), value: '', reason: '模板中没有这一列，请删除或改为模板的列名' }];
  return columns.indexOf(column) === index
    ? []
    : [{ column: column.header, value: '', reason: '这一列出现了不止一次，请只留一列' }];
}

function missingProblems(kind: RegistryKind, columns: HeaderBinding<RegistryKind>['columns']): RowProblem[] {
  const missing = importColumns[kind]
    .filter((column) => column.required && !columns.includes(column))
    .map((column) => ({ column: column.header, value: '', reason: '缺少必填列，请按模板补上' }));
  const identified = columns.some((column) => column?.field === 'id' || column?.field === 'creditCode');
  return kind === 'object' && !identified
    ? [...missing, { column: '统一社会信用代码', value: '', reason: '"统一社会信用代码"和"对象编号"至少要有一列' }]
    : missing;
}
