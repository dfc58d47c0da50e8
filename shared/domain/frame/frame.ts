import * as z from 'zod';
import { CreditClass, DepartmentCode, LineText, PlainId, Sha256Hex } from '../../base/primitives.ts';

const Stratum = z.strictObject({ stratum: CreditClass, size: z.int(), quota: z.int() });

/** A department's frozen frame for one plan entry; its rows are in the blob store and, later, the public record. */
export const Frame = z.strictObject({
  frame: PlainId,
  department: DepartmentCode,
  planId: PlainId,
  entryId: PlainId,
  items: z.array(
    z.strictObject({
      id: PlainId,
      version: z.int(),
      name: LineText,
      qualification: z.string().optional(),
      expertise: z.string().optional(),
      expertRequired: z.boolean().optional(),
    }),
  ),
  root: Sha256Hex,
  size: z.int(),
  strata: z.array(Stratum),
  /** Objects that match the filter but are excluded, counted by reason. */
  excluded: z.array(z.strictObject({ reason: z.string(), count: z.int() })),
  blob: z.string(),
  /** The file with the roots of its shards, for a frame that is frozen and drawn shard by shard. */
  shards: z.string().optional(),
});
export type Frame = z.infer<typeof Frame>;

/** The frozen inspectors, or experts, of one department: those active when the batch was frozen. */
export const InspectorFrame = z.strictObject({
  frame: PlainId,
  department: DepartmentCode,
  root: Sha256Hex,
  size: z.int(),
  blob: z.string(),
});
export type InspectorFrame = z.infer<typeof InspectorFrame>;

/** One stratum of one frame: the owner of a quota, a threshold and the reserves. */
export interface StratumPlace {
  readonly frame: string;
  readonly stratum: string;
}

export const isSameStratum = (one: StratumPlace, other: StratumPlace): boolean =>
  one.frame === other.frame && one.stratum === other.stratum;
