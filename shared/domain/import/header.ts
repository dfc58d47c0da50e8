import { err, ok, type Result } from '../../base/result.ts';
import { tidyWord } from '../../base/typed-text.ts';
import type { RegistryKind } from '../registry/kinds.ts';
import { type Cell, cellText, isBlank } from './cells.ts';
import { columnsOf, type ImportColumn } from './columns.ts';
import type { ImportMode } from './registry-import.ts';

/** What is wrong with one column of a file or one cell of a row, in words an official can act on. */
export interface RowProblem {
  /** The header as the template writes it; empty when the whole row is meant. */
  readonly column: string;
  /** What stood there, shortened. */
  readonly value: string;
  readonly reason: string;
}

/** A file's columns in file order; undefined where a column is passed over, or has neither header nor, in a lawful row, cells. */
export interface HeaderBinding<K extends RegistryKind> {
  readonly kind: K;
  readonly columns: readonly (ImportColumn | undefined)[];
  /** The columns by their place that lists have for people and no registry keeps, as the file calls them. */
  readonly passedOver: ReadonlyMap<number, string>;
}

const forPeople = new Set(['序号', '行号', '备注', '备注说明', '备考']);

/** Marks that tell people which columns to fill in. */
const ornament = /[*★☆※●•#]|（(?:必填|必填项|非必填|选填|选填项|可选|可不填)）/g;

/** Compatibility forms, brackets, blanks and ornaments make no difference: `*抽查比例上限【％】：` is `抽查比例上限(%)`. */
const headerKey = (header: string): string => tidyWord(header).replaceAll(ornament, '').replaceAll(/[\s:]/g, '');

export const headerTexts = (cells: readonly Cell[]): readonly string[] => {
  const texts = cells.map((cell) => (isBlank(cell) ? '' : cellText(cell)));
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
};

const columnsIn = (
  kind: RegistryKind,
  header: readonly string[],
  mode?: ImportMode,
): readonly (ImportColumn | undefined)[] => {
  const known = new Map(columnsOf(kind, mode).map((column) => [headerKey(column.header), column]));
  return header.map((text) => known.get(headerKey(text)));
};

/** How many of the registry's columns a row names: the row that names most is the header. */
export const columnsNamed = (kind: RegistryKind, header: readonly string[], mode?: ImportMode): number =>
  new Set(columnsIn(kind, header, mode).filter((column) => column !== undefined)).size;

/** Whether a row below the header says the header once more, as printed lists do on every page. */
export const repeatsHeader = ({ columns }: HeaderBinding<RegistryKind>, cells: readonly Cell[]): boolean =>
  columns.every((column, at) => {
    const cell = cells[at];
    return column === undefined || (cell !== undefined && headerKey(cellText(cell)) === headerKey(column.header));
  });

/** Whether a column holds what a row is known by. */
const identifies = (column: ImportColumn | undefined): boolean =>
  column?.field === 'id' || column?.field === 'creditCode';

/** Whether a file has a column for a field. */
export const mentions = ({ columns }: HeaderBinding<RegistryKind>, field: string): boolean =>
  columns.some((column) => column?.field === field);

/**
 * Recognises the columns; a file that lacks a required one, repeats one or has one we do not know is refused as a whole.
 * An update lacks none but the rows' number, and must give something besides.
 */
export function bindHeader<K extends RegistryKind>(
  kind: K,
  header: readonly string[],
  mode?: ImportMode,
): Result<HeaderBinding<K>, readonly RowProblem[]> {
  const columns = columnsIn(kind, header, mode);
  const passedOver = new Map(
    header.flatMap((text, at) => (forPeople.has(headerKey(text)) ? [[at, text.trim()] as const] : [])),
  );
  const problems = [
    ...header.flatMap((text, index) => headerProblem(text, columns, index)),
    ...(mode === 'given-columns' ? missingInUpdate(kind, columns) : missingProblems(kind, columns, mode)),
  ];
  return problems.length > 0 ? err(problems) : ok({ kind, columns, passedOver });
}

function headerProblem(text: string, columns: HeaderBinding<RegistryKind>['columns'], index: number): RowProblem[] {
  const column = columns[index];
  const value = text.trim();
  if (column === undefined) {
    return value === '' || forPeople.has(headerKey(value))
      ? []
      : [{ column: value.slice(0, 60), value: '', reason: '模板中没有这一列，请删除这一列，或改为模板的列名' }];
  }
  return columns.indexOf(column) === index
    ? []
    : [{ column: column.header, value: '', reason: '这一列出现了不止一次，请只留一列' }];
}

function missingProblems(
  kind: RegistryKind,
  columns: HeaderBinding<RegistryKind>['columns'],
  mode?: ImportMode,
): RowProblem[] {
  const missing = columnsOf(kind, mode)
    .filter((column) => column.required && !columns.includes(column))
    .map((column) => ({ column: column.header, value: '', reason: '缺少必填列，请按模板补上' }));
  const identified = columns.some(identifies);
  return kind === 'object' && !identified
    ? [...missing, { column: '统一社会信用代码', value: '', reason: '"统一社会信用代码"和"对象编号"至少要有一列' }]
    : missing;
}

function missingInUpdate(kind: RegistryKind, columns: HeaderBinding<RegistryKind>['columns']): RowProblem[] {
  const column = columnsOf(kind).find(identifies)?.header ?? '';
  if (!columns.some(identifies)) return [{ column, value: '', reason: '更新文件要有编号列，才能找到要更新的记录' }];
  return columns.every((each) => each === undefined || identifies(each))
    ? [{ column, value: '', reason: '更新文件除编号外至少还要有一列要更新的内容' }]
    : [];
}
