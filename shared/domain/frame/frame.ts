import * as z from 'zod';
import { DepartmentCode, LineText, PlainId, Sha256Hex } from '../../base/primitives.ts';

const FrameItem = z.strictObject({
  id: PlainId,
  version: z.int(),
  name: LineText,
  qualification: z.string().optional(),
  expertise: z.string().optional(),
  expertRequired: z.boolean().optional(),
});
export type FrameItem = z.infer<typeof FrameItem>;

/** One department's part in a frame: what it checks, and how many of the frame's objects that applies to. */
export const FramePart = z.strictObject({ department: DepartmentCode, items: z.array(FrameItem), size: z.int() });
export type FramePart = z.infer<typeof FramePart>;

const Counted = z.strictObject({ reason: z.string(), count: z.int() });

/** 抽样框: what is drawn together for one plan entry, once, for all departments that take part; parts are numbered from 1. */
export const Frame = z.strictObject({
  frame: PlainId,
  planId: PlainId,
  entryId: PlainId,
  parts: z.array(FramePart).min(1),
  root: Sha256Hex,
  size: z.int(),
  /** By credit class, or the one stratum `*`. */
  strata: z.array(z.strictObject({ stratum: z.string(), size: z.int(), quota: z.int() })),
  /** Objects that match the filter but are excluded, counted by reason. */
  excluded: z.array(Counted),
  /**
   * What has changed since the last frame of the same plan entry: objects added, those that left by reason, and those that
   * are placed otherwise. Absent in the first.
   */
  since: z
    .strictObject({ frame: PlainId, added: z.int(), left: z.array(Counted), changed: z.array(Counted) })
    .optional(),
  /** The list file, which is public from the commitment on. */
  blob: z.string(),
  /** What each row stands for; never public. Absent in a frame of suiji-draw/1, whose lines name the objects. */
  book: z.string().optional(),
  /** The file with those who stand in it although they have reached the year's cap; absent where there are none. */
  overCap: z.strictObject({ blob: z.string(), digest: Sha256Hex }).optional(),
  /** The file with the roots of its shards, for a frame that is frozen and drawn shard by shard. */
  shards: z.string().optional(),
});
export type Frame = z.infer<typeof Frame>;

/** Who stands behind a row of a list of people. */
export interface PeopleBook {
  readonly id: string;
  readonly department: string;
  readonly version: number;
}

/** All inspectors in force when the batch was frozen, or all experts, under row names. */
export const PeopleFrame = z.strictObject({
  root: Sha256Hex,
  size: z.int(),
  strata: z.array(z.strictObject({ stratum: DepartmentCode, size: z.int() })),
  /**
   * What has changed since the last batch that drew one of the entries, in the departments that both have lists of: how many
   * came into force, went out of it, and are matched otherwise. Absent in the first.
   */
  since: z.strictObject({ batch: PlainId, added: z.int(), left: z.int(), changed: z.array(Counted) }).optional(),
  blob: z.string(),
  book: z.string(),
});
export type PeopleFrame = z.infer<typeof PeopleFrame>;

/** The inspectors, or experts, of one department in a batch of suiji-draw/1. */
export const EarlierPeopleFrame = z.strictObject({
  frame: PlainId,
  department: DepartmentCode,
  root: Sha256Hex,
  size: z.int(),
  blob: z.string(),
});

/** An object that had reached the year's cap of checks when its frame was frozen, and its checks by then. */
export const OverCapObject = z.strictObject({ id: z.string(), checks: z.int() });
export type OverCapObject = z.infer<typeof OverCapObject>;

/** 超频次: those of a frame, by id, and the document by which they may be drawn all the same (R24). */
export const OverCapFile = z.strictObject({ document: LineText, objects: z.array(OverCapObject) });
