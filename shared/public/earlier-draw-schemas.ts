import * as z from 'zod';
import { DepartmentCode, Instant } from '../base/primitives.ts';
import { passReasons } from '../draw/turns.ts';
import { commonFields, DrawDocument } from './draw-schemas.ts';

/** 抽取记录 of suiji-draw/1, as it was published and as whoever kept its files verifies it. */
export const EarlierDrawDocument = z.object({
  ...commonFields,
  /** Since when any object could look itself up. */
  framesQueryableSince: Instant.optional(),
  frames: z.array(
    z.object({
      frame: z.string(),
      department: DepartmentCode,
      items: z.array(z.object({ id: z.string(), version: z.int(), name: z.string() })),
      root: z.string(),
      size: z.int(),
      excluded: z.array(z.object({ reason: z.string(), count: z.int() })),
      strata: z.array(
        z.object({
          stratum: z.string(),
          size: z.int(),
          quota: z.int(),
          selected: z.int().optional(),
          threshold: z.string().optional(),
          reservesUsed: z.int().optional(),
        }),
      ),
    }),
  ),
  inspectorFrames: z.array(
    z.object({ frame: z.string(), department: DepartmentCode, root: z.string(), size: z.int() }),
  ),
  expertFrames: z
    .array(z.object({ frame: z.string(), department: DepartmentCode, root: z.string(), size: z.int() }))
    .optional(),
  /**
   * `digest` = SHA-256 of `salt` and the drawn ids, one per line; `teams` the same over the teams, each in canonical
   * JSON. The salt is published with the list.
   */
  list: z
    .object({
      digest: z.string(),
      teams: z.string(),
      salt: z.string().optional(),
      parts: z.int(),
      publishedAt: Instant.optional(),
    })
    .optional(),
  /** Since when the frames can be read; before that, only their roots are public. */
  framesPublishedAt: Instant.optional(),
  /** When frames and list must be published, if they wait for the inspections. */
  framesDueAt: Instant.optional(),
  /** Changes after the draw: objects replaced of those drawn, members of those sent; rates in ten-thousandths. */
  changes: z
    .object({
      objects: z.int(),
      reserves: z.int(),
      reserveRate: z.int(),
      /** Reserves that were skipped when their turn came; absent in records from before this was counted. */
      passedOver: z.int().optional(),
      places: z.int(),
      teamChanges: z.int(),
      teamChangeRate: z.int(),
    })
    .optional(),
  /** Reserves that were called, in order; the objects are named once the list is public. */
  reserves: z.array(
    z.object({
      approvedAt: Instant,
      reason: z.string(),
      objectId: z.string().optional(),
      called: z.array(
        z.object({
          frame: z.string(),
          stratum: z.string(),
          objectId: z.string().optional(),
          ticket: z.string().optional(),
          /** Why an object was skipped when its turn came. */
          passed: z.enum(passReasons).optional(),
        }),
      ),
    }),
  ),
});
export type EarlierDrawDocument = z.infer<typeof EarlierDrawDocument>;

/** A record of either specification; the manifest says which. */
export const AnyDrawDocument = z.union([DrawDocument, EarlierDrawDocument]);
export type AnyDrawDocument = z.infer<typeof AnyDrawDocument>;

/** Whether a record is one of suiji-draw/1. */
export const isEarlierDraw = (draw: AnyDrawDocument): draw is EarlierDrawDocument => 'inspectorFrames' in draw;
