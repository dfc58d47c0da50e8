import type { BatchKey } from '../../draw/batch-key.ts';
import { type RowContent, rowName } from '../../draw/row.ts';
import { FileUnusable } from '../ports/blobs.ts';

interface Opened extends RowContent {
  readonly row: string;
}

/**
 * The rows as a book opens them, once the key says the same: the root of a list binds its rows and not who stands behind
 * them. `list` is the frame's id, or the kind of people. Throws `FileUnusable` where a book names somebody else.
 */
export function assertOpened<R extends Opened>(key: Pick<BatchKey, 'saltsOf'>, list: string, rows: readonly R[]) {
  const saltOf = key.saltsOf(list);
  const strange = rows.find((each) => rowName(saltOf(each.id), each) !== each.row);
  if (strange) throw new FileUnusable(`the book of ${list} names somebody whom row ${strange.row} is not`);
  return rows;
}
