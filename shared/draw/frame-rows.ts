import { err, ok, type Result } from '../base/result.ts';
import type { BatchKey } from './batch-key.ts';
import { type BookRow, isCanonical } from './lines.ts';
import { placesOf, rowName } from './row.ts';
import type { Stratification } from './strata-rules.ts';

/** An object as a freeze reads it, once for all frames of the batch. */
export interface FrameObject {
  readonly id: string;
  readonly version: number;
  /** Its credit class. */
  readonly stratum: string;
  /** The parts of the frame that apply to it. */
  readonly places: string;
}

export interface RowsRequest {
  readonly key: Pick<BatchKey, 'saltsOf'>;
  readonly frame: string;
  /** How many parts the frame has. */
  readonly parts: number;
  readonly strata: Pick<Stratification, 'stratumOf'>;
}

/** What keeps a frame from being frozen: whoever stood in it twice would have two chances. */
export type FrameRefusal =
  | { readonly kind: 'duplicate-id' | 'malformed-places' | 'not-canonical'; readonly id: string }
  | { readonly kind: 'unknown-stratum'; readonly id: string; readonly stratum: string }
  | { readonly kind: 'duplicate-row'; readonly row: string };

/** The rows of a frame's objects, by row name; an id given twice is refused. */
export function frameRows(
  { key, frame, parts, strata }: RowsRequest,
  objects: Iterable<FrameObject>,
): Result<readonly BookRow[], FrameRefusal> {
  const saltOf = key.saltsOf(frame);
  const ids = new Set<string>();
  const rows: BookRow[] = [];
  for (const { id, version, stratum: creditClass, places } of objects) {
    if (ids.has(id)) return err({ kind: 'duplicate-id', id });
    ids.add(id);
    if (!placesOf(places, parts)) return err({ kind: 'malformed-places', id });
    const stratum = strata.stratumOf(creditClass);
    if (stratum === undefined) return err({ kind: 'unknown-stratum', id, stratum: creditClass });
    const book = { id, places, row: rowName(saltOf(id), { id, version, places }), stratum, version };
    if (!isCanonical(book)) return err({ kind: 'not-canonical', id });
    rows.push(book);
  }
  return ok(rows.sort(byRow));
}

export const byRow = (a: { readonly row: string }, b: { readonly row: string }): number =>
  a.row < b.row ? -1 : Number(a.row > b.row);
