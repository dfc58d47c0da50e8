import { err, ok, type Result } from '../base/result.ts';
import type { FrameFacts } from './join-shards.ts';
import { type BookRow, bookRowOf, type ListRow, listRowOf, rowLine } from './lines.ts';
import { emptyShardRoot, frameRoot, shardCount, shardTree } from './merkle.ts';
import { shardOf } from './row.ts';
import { strataCounter } from './strata.ts';

/** What is wrong with a list file or a book, and at which of its lines (counted from 1). */
export interface LineFault {
  readonly kind: 'malformed-line' | 'duplicate-row' | 'line-out-of-order';
  readonly line: number;
}

type OnRow<R extends ListRow> = (row: R, shard: number) => void;

/**
 * Reads the file of a frame or of people line by line and hands each row on with its shard; only one shard's tree is held, so that
 * memory does not grow with the list. The lines must be canonical and in the order of their rows.
 */
export const readList = (lines: Iterable<string>, onRow: OnRow<ListRow>): Result<FrameFacts, LineFault> =>
  readAll(listReader(onRow), lines);

/** The same for a frame's book: its facts are those of the public lines that it stands for. */
export const readBook = (lines: Iterable<string>, onRow: OnRow<BookRow>): Result<FrameFacts, LineFault> =>
  readAll(bookReader(onRow), lines);

/** For lines that arrive one by one: each is taken or answered with its fault, and after a fault no more. */
export const listReader = (onRow: OnRow<ListRow>) => lineReader(listRowOf, onRow);

export const bookReader = (onRow: OnRow<BookRow>) => lineReader(bookRowOf, onRow);

function lineReader<R extends ListRow>(rowOf: (line: string) => R | undefined, onRow: OnRow<R>) {
  const shardRoots = Array.from({ length: shardCount }, () => emptyShardRoot);
  const strata = strataCounter();
  let size = 0;
  let tree = shardTree();
  let last = { shard: 0, row: '' };
  return {
    read(line: string): LineFault | undefined {
      size += 1;
      const row = rowOf(line);
      if (!row) return { kind: 'malformed-line', line: size };
      if (row.row <= last.row)
        return { kind: row.row === last.row ? 'duplicate-row' : 'line-out-of-order', line: size };
      const shard = shardOf(row.row);
      if (last.shard !== shard) {
        shardRoots[last.shard] = tree.root();
        tree = shardTree();
      }
      tree.add(rowLine(row));
      strata.count(row);
      onRow(row, shard);
      last = { shard, row: row.row };
      return undefined;
    },
    facts(): FrameFacts {
      shardRoots[last.shard] = tree.root();
      return { root: frameRoot(shardRoots), size, strata: strata.sizes(), shardRoots };
    },
  };
}

function readAll(reader: ReturnType<typeof listReader>, lines: Iterable<string>): Result<FrameFacts, LineFault> {
  for (const line of lines) {
    const fault = reader.read(line);
    if (fault) return err(fault);
  }
  return ok(reader.facts());
}
