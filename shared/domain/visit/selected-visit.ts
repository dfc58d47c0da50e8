import * as z from 'zod';
import { CreditClass, PlainId, Sha256Hex } from '../../base/primitives.ts';
import { Visit } from './visit.ts';

/** A drawn visit as the draw decided it: everything the dispatch needs, from frozen facts alone. */
export const SelectedVisit = z.strictObject({
  ticket: Sha256Hex,
  drawnIn: z.array(z.strictObject({ frame: PlainId, stratum: CreditClass })),
  visit: Visit.pick({ batchId: true, object: true, lead: true, parts: true, window: true }),
});
export type SelectedVisit = z.infer<typeof SelectedVisit>;

/** The file from which a drawn batch is dispatched. */
export const SelectionFile = z.strictObject({ batch: PlainId, seed: Sha256Hex, visits: z.array(SelectedVisit) });
