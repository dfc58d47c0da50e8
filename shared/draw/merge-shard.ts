import { err, ok, type Result } from '../base/result.ts';
import type { ShardFacts } from './join-shards.ts';
import { type BookRow, bookLine, bookRowOf, rowLine } from './lines.ts';
import { shardTree } from './merkle.ts';
import { placesOf, shardOf } from './row.ts';
import { strataCounter } from './strata.ts';
import { lf } from './text.ts';

/** What the frame needs to know of one of its shards: 256 of these are joined to the frame. */
export interface ShardSummary extends ShardFacts {
  /** How many of the shard's objects each part of the frame applies to. */
  readonly parts: readonly number[];
}

/** One shard of a frame as it is kept: its lines, which are public, and those of its book, which are not. */
export interface MergedShard {
  readonly summary: ShardSummary;
  readonly lines: readonly string[];
  readonly book: readonly string[];
}

/** What was handed on is not what a freeze leaves for this shard. */
export type MergeRefusal =
  | { readonly kind: 'duplicate-row' | 'row-of-another-shard'; readonly row: string }
  | { readonly kind: 'malformed-range'; readonly shard: number };

const rowLength = 64;

/** One shard of a frame of so many parts, from the 256 ranges that the freeze of the registry's shards left for it. */
export function mergeShard(shard: number, parts: number, ranges: Iterable<string>): Result<MergedShard, MergeRefusal> {
  const handed: string[] = [];
  for (const range of ranges) {
    const lines = range.split(lf);
    if (lines.pop() !== '') return err({ kind: 'malformed-range', shard });
    for (const line of lines) handed.push(line);
  }
  // Rows are 64 characters each, so texts that begin with them are sorted by them.
  handed.sort();
  const rows: BookRow[] = [];
  for (const line of handed) {
    const book = bookRowOf(line.slice(rowLength + 1));
    if (!book || line.slice(0, rowLength + 1) !== `${book.row} `) return err({ kind: 'malformed-range', shard });
    rows.push(book);
  }
  return mergeRows(shard, parts, rows);
}

/** The same from rows at hand, in the order of their names. */
export function mergeRows(shard: number, parts: number, rows: readonly BookRow[]): Result<MergedShard, MergeRefusal> {
  const tree = shardTree();
  const strata = strataCounter();
  const inPart = Array.from({ length: parts }, () => 0);
  const lines: string[] = [];
  let last = '';
  for (const book of rows) {
    const { row, places } = book;
    if (shardOf(row) !== shard) return err({ kind: 'row-of-another-shard', row });
    if (row <= last) return err({ kind: 'duplicate-row', row });
    last = row;
    const line = rowLine(book);
    tree.add(line);
    lines.push(line);
    strata.count(book);
    for (const part of placesOf(places, parts) ?? []) inPart[part - 1] = (inPart[part - 1] ?? 0) + 1;
  }
  const summary = { shard, root: tree.root(), size: rows.length, strata: strata.sizes(), parts: inPart };
  return ok({ summary, lines, book: rows.map(bookLine) });
}
