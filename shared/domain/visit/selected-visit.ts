import * as z from 'zod';
import { PlainId, Sha256Hex } from '../../base/primitives.ts';
import { Visit } from './visit.ts';

/** A drawn visit as the draw decided it: everything the dispatch needs, from frozen facts alone. */
export const SelectedVisit = z.strictObject({
  /** The frames that drew the object, in the order of the manifest. */
  frames: z.array(PlainId),
  visit: Visit.pick({ object: true, lead: true, parts: true, window: true }).extend({ batchId: PlainId }),
});
export type SelectedVisit = z.infer<typeof SelectedVisit>;

/** As any version has written it. */
export const StoredSelectedVisit = z.preprocess(withFrames, SelectedVisit);

/** The file from which a drawn batch is dispatched: visits in the order of their tickets, which stay with the key. */
export const SelectionFile = z.strictObject({
  batch: PlainId,
  seed: Sha256Hex,
  visits: z.array(StoredSelectedVisit),
});

/** Of suiji-draw/1 a file names stratum and ticket as well. */
function withFrames(visit: unknown): unknown {
  if (typeof visit !== 'object' || visit === null || !('drawnIn' in visit)) return visit;
  const { drawnIn, ticket: _, ...rest } = visit as { drawnIn: { frame: string }[]; ticket: unknown };
  return { ...rest, frames: drawnIn.map(({ frame }) => frame) };
}
