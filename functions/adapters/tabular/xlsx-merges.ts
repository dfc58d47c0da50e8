import { type Cell, cellText, isBlank, type TableRow } from '../../../shared/domain/import/cells.ts';
import { type TableLimits, unreadable } from './table.ts';
import { columnOf, misplaced } from './xlsx-cells.ts';

/** A merged cell: rows as a sheet numbers them, columns from 0, all inclusive. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A file of the largest size with a merged cell in every row of two columns. */
const maxMerges = 200_000;
const mergeTag = /<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})["']/g;
/** Longer than any such tag, which a border between two pieces may cut. */
const overlap = 512;

/**
 * The merged cells of a worksheet, by their first row. They are listed behind the rows they belong to, so the part is
 * searched once before it is read: a tag cannot stand inside a text, where `<` is written otherwise.
 */
export async function readMerges(part: AsyncIterable<Uint8Array>, limits: TableLimits): Promise<readonly Merge[]> {
  const merges: Merge[] = [];
  const decoder = new TextDecoder('latin1');
  let rest = '';
  for await (const bytes of part) {
    const text = rest + decoder.decode(bytes, { stream: true });
    let end = 0;
    for (const found of text.includes('mergeCell') ? text.matchAll(mergeTag) : []) {
      end = found.index + found[0].length;
      const merge = mergeOf(found[1] ?? '', found[2] ?? '');
      if (merge.left < limits.columns && merge.top <= merge.bottom) merges.push(merge);
      if (merges.length > maxMerges) throw unreadable('合并单元格过多，请取消合并后再上传');
    }
    rest = text.slice(Math.max(end, text.length - overlap));
  }
  return merges.sort((a, b) => a.top - b.top);
}

const mergeOf = (first: string, last: string): Merge => ({
  top: Number(/\d+/.exec(first)?.[0]),
  bottom: Number(/\d+/.exec(last)?.[0]),
  left: columnOf(first),
  right: columnOf(last),
});

interface Open extends Merge {
  readonly shown: Cell;
}

/**
 * Puts what a merged cell shows into the rows below its first, in its first column. What it covers in other columns is
 * `merged`: nobody can tell whether the value is meant there too. Rows are given in order; those that hold nothing of
 * their own stay blank, since a merged cell often reaches beyond the last row.
 */
export function mergeFiller(merges: readonly Merge[], { columns }: TableLimits): (row: TableRow) => TableRow {
  let next = 0;
  let open: Open[] = [];
  return (row) => {
    const { line, cells } = row;
    open = open.filter(({ bottom }) => bottom >= line);
    for (let merge = merges[next]; merge !== undefined && merge.top <= line; merge = merges[next]) {
      next += 1;
      const shown = merge.top === line ? (cells[merge.left] ?? '') : '';
      if (!isBlank(shown)) open.push({ ...merge, shown });
    }
    // Merged cells do not overlap, so there are never more of them in a row than columns.
    if (open.length > columns) throw unreadable(misplaced);
    if (open.length === 0 || cells.every(isBlank)) return row;
    const filled = [...cells];
    for (const merge of open) cover(filled, merge, merge.top === line, columns);
    return { ...row, cells: filled };
  };
}

function cover(cells: Cell[], { left, right, shown }: Open, first: boolean, columns: number): void {
  const last = Math.min(right, columns - 1);
  while (cells.length <= last) cells.push('');
  for (let column = left; column <= last; column += 1) {
    if (first && column === left) continue;
    const own = cells[column] ?? '';
    const same = column === left && (isBlank(own) || cellText(own) === cellText(shown));
    cells[column] = same ? shown : { type: 'merged', value: cellText(shown) };
  }
}
