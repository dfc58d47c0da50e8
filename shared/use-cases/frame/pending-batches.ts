import { departmentCodes } from '../../codes/departments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { SelectionFile } from '../../domain/visit/selected-visit.ts';
import { bookReader } from '../../draw/read-list.ts';
import { readFrozenLines, readSealed } from '../draw/draw-files.ts';
import { every } from '../every.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';

const pageSize = 100;

/** Batches of a year that may still send checks which nobody sees as visits: frozen or drawn, and not dispatched. */
export async function pendingBatches(records: Records, year: number): Promise<readonly Batch[]> {
  const where = [{ field: 'status', oneOf: ['freezing', 'frozen', 'committed', 'revealed', 'drawn'] }];
  const posted = await records.isPosted();
  const listed = every(
    (page) =>
      posted
        ? records.posted({ kind: 'batch', where, page, consistent: true })
        : records.list({ kind: 'batch', in: 'ofDepartment', of: departmentCodes, where, page }),
    pageSize,
  );
  const batches = await Array.fromAsync(listed, ({ value }) => value);
  return batches.filter(({ window }) => Number(window.from.slice(0, 4)) === year);
}

/** Whom a draw has selected, so that its checks are known before they are visits. */
export const isSelected = ({ status, dispatchedAt }: Pick<Batch, 'status' | 'dispatchedAt'>): boolean =>
  status === 'drawn' || dispatchedAt !== undefined;

/**
 * The objects to which a batch may send a check, some more than once: of a drawn one those it selected, else all in its
 * frames; of one that is voided or could not be matched, nobody. Books must be as they were frozen.
 */
export async function* heldObjects(deps: { readonly blobs: Blobs }, batch: Batch): AsyncGenerator<string> {
  if (batch.selection && isSelected(batch)) {
    const { visits } = await readSealed(deps, batch.selection, SelectionFile);
    for (const { visit } of visits) yield visit.object.id;
    return;
  }
  if (batch.status === 'voided' || batch.status === 'match-failed') return;
  for (const { book, root } of batch.frames) {
    // A frame of suiji-draw/1 has no book and can only be voided.
    if (book === undefined) continue;
    const ids: string[] = [];
    await readFrozenLines(
      deps,
      { blob: book, root },
      bookReader(({ id }) => void ids.push(id)),
    );
    yield* ids;
  }
}
