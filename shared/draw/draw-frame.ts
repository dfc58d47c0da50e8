import { err, ok, type Result } from '../base/result.ts';
import type { BookRow } from './lines.ts';
import type { ManifestFrame } from './manifest.ts';
import { type LineFault, readBook } from './read-list.ts';
import { objectSelector, stratumSelection, type UnknownStratum } from './select.ts';
import type { OpenedSelection } from './shard-candidates.ts';

/** The book is not that of the frame which the manifest states. */
export interface AnotherFrame {
  readonly kind: 'another-root';
  readonly frame: string;
}

/** Draws a frame in one pass over its book, in memory of quotas and reserves. */
export function drawFrame(
  seed: string,
  { frame, root, size, strata }: ManifestFrame,
  reserves: number,
  book: Iterable<string>,
): Result<readonly OpenedSelection[], LineFault | AnotherFrame | UnknownStratum> {
  const selector = objectSelector({ seed, strata, reserves });
  const opened = new Map<string, BookRow>();
  let stray: UnknownStratum | undefined;
  const read = readBook(book, (each) => {
    const outcome = selector.add(each);
    if (!outcome.ok) stray ??= outcome.error;
    else if (outcome.value) opened.set(each.row, each);
  });
  if (!read.ok) return read;
  if (stray) return err(stray);
  if (read.value.root !== root || read.value.size !== size) return err({ kind: 'another-root', frame });
  return ok(
    selector.selection().map(({ stratum, selected, reserves: next }) => {
      const drawn = [...selected, ...next].flatMap(({ row, ticket }) => {
        const found = opened.get(row);
        return found ? [{ row, ticket, id: found.id, places: found.places, version: found.version }] : [];
      });
      return stratumSelection({ stratum, quota: selected.length }, drawn);
    }),
  );
}
