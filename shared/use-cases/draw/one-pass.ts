import type { Frame } from '../../domain/frame/frame.ts';
import type { BookRow } from '../../draw/lines.ts';
import { bookReader } from '../../draw/read-list.ts';
import { objectSelector, stratumSelection } from '../../draw/select.ts';
import type { OpenedSelection } from '../../draw/shard-candidates.ts';
import type { Blobs } from '../ports/blobs.ts';
import { readFrozenLines } from './draw-files.ts';

/** Draws a frame in one pass over its book; memory holds only what is kept. */
export async function drawInOnePass(
  deps: { readonly blobs: Blobs },
  { frame, book, root, strata }: Frame & { readonly book: string },
  seed: string,
  reserves: number,
): Promise<readonly OpenedSelection[]> {
  const selector = objectSelector({ seed, strata, reserves });
  const opened = new Map<string, BookRow>();
  const reader = bookReader((row) => {
    const added = selector.add(row);
    if (!added.ok) throw new Error(`frame ${frame} holds a row of stratum ${added.error.stratum}`);
    if (added.value) opened.set(row.row, row);
  });
  await readFrozenLines(deps, { blob: book, root }, reader);
  return selector.selection().map(({ stratum, selected, reserves: next }) => {
    const drawn = [...selected, ...next].map(({ row, ticket }) => {
      const found = opened.get(row);
      if (!found) throw new Error(`row ${row} was drawn and not kept`);
      return { row, ticket, id: found.id, places: found.places, version: found.version };
    });
    return stratumSelection({ stratum, quota: selected.length }, drawn);
  });
}
