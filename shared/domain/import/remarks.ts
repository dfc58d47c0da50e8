import { tidyObjectId } from '../registry/credit-code.ts';
import type { RegistryKind } from '../registry/kinds.ts';
import type { RegistryRow } from '../registry/registry.ts';
import { cellText, isBlank, type TableRow } from './cells.ts';
import { importCellsOf } from './cells-of-row.ts';
import { type ImportColumn, importColumns } from './columns.ts';
import { fieldReaders } from './field-readers.ts';
import type { HeaderBinding, RowProblem } from './header.ts';

/** A question mark or box beside a Chinese character, or what UTF-8 becomes when it is read as GBK twice. */
const lost = /\p{Script=Han}[?□■]|[?□■]\p{Script=Han}|锟斤拷/u;

/** What an official should look at in a lawful row. */
export function remarksOn<K extends RegistryKind>(
  { kind, columns }: HeaderBinding<K>,
  cells: TableRow['cells'],
  replaced: string | undefined,
): RowProblem[] {
  const remarks = columns.flatMap((column, at) => {
    if (column === undefined || fieldReaders[kind][column.field]) return [];
    const cell = cells[at] ?? '';
    const value = typeof cell === 'string' ? cell : cellText(cell);
    return lost.test(value)
      ? [{ column: column.header, value, reason: '有"?"一类的符号，可能是转存时丢失的汉字，请对照证照核对' }]
      : [];
  });
  if (replaced === undefined) return remarks;
  const reason = '有统一社会信用代码的对象以代码为编号，此编号未导入';
  return [...remarks, { column: '对象编号', value: replaced, reason }];
}

/** The number that an object was kept under until it got its credit code, where a row gives both. */
export function numberReplaced<K extends RegistryKind>(
  { kind, columns }: HeaderBinding<K>,
  cells: TableRow['cells'],
  row: RegistryRow[K],
): string | undefined {
  if (kind !== 'object') return undefined;
  const cell = cells[columns.findIndex((column) => column?.field === 'id')];
  const number = cell === undefined || isBlank(cell) ? row.id : tidyObjectId(cellText(cell));
  return number === row.id ? undefined : number;
}

/** The columns that a file has and a row leaves empty. */
export const columnsLeftEmpty = (
  { columns }: HeaderBinding<RegistryKind>,
  cells: TableRow['cells'],
): readonly ImportColumn[] => columns.flatMap((column, at) => (column && isBlank(cells[at]) ? [column] : []));

/** Which of the values that a row leaves empty the registry holds: they are lost when the row becomes active. */
export function emptiedValues<K extends RegistryKind>(
  kind: K,
  leftEmpty: readonly ImportColumn[],
  before: RegistryRow[K],
  after: RegistryRow[K],
): RowProblem[] {
  if (leftEmpty.length === 0) return [];
  const old = importCellsOf(kind, before);
  const fresh = importCellsOf(kind, after);
  return leftEmpty.flatMap((column) => {
    const at = importColumns[kind].indexOf(column);
    const [was = '', becomes = ''] = [old[at], fresh[at]];
    if (was === '' || was === becomes) return [];
    const what = becomes === '' ? '将被清空' : `将变为"${becomes}"`;
    return [{ column: column.header, value: was, reason: `本行此列为空，生效后名录里原有的内容${what}` }];
  });
}
