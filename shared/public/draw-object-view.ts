import * as z from 'zod';
import { DepartmentCode } from '../base/primitives.ts';
import { Batch } from '../domain/batch/batch.ts';
import { FrameShardDocument } from './schemas.ts';

/**
 * A shard in the public record, with the eight hashes from its root to the frame's. For a shard too large for one
 * document these are the lines of the first block, and `blocks` lists the root and first id of each block.
 */
export const FrameShardRecord = FrameShardDocument.extend({
  above: z.array(z.string()),
  blocks: z.object({ size: z.int(), roots: z.array(z.string()), firstIds: z.array(z.string()) }).optional(),
});
export type FrameShardRecord = z.infer<typeof FrameShardRecord>;

/**
 * Whether an object that was not drawn came as a reserve. This becomes public with the list; before that, answering
 * "no" would reveal all reserves, one query after another.
 */
export const reserveAnswers = ['called', 'passed-over', 'not-called', 'not-yet-public'] as const;

/** Whether a reserve has come in the place of an object; which objects were replaced is public with the list. */
export const replacedAnswers = ['replaced', 'not-replaced', 'not-yet-public'] as const;

/** A later block of a large shard. */
export const FrameBlockRecord = FrameShardDocument.extend({ block: z.int() });

/**
 * What a draw reveals about one object, looked up by its id: its ticket, and for each frame whether the object is in
 * it, with the proof, and whether it was drawn. It reveals nothing about any other object.
 */
export const DrawObjectDocument = z.object({
  number: Batch.shape.number,
  status: Batch.shape.status,
  id: z.string(),
  /** SHA-256 of seed, `object` and id, one per line; absent before the seed exists. */
  ticket: z.string().optional(),
  /** Of an object that was drawn or called; a draw of status `voided` leads to no inspection at all. */
  replaced: z.enum(replacedAnswers).optional(),
  frames: z.array(
    z.object({
      frame: z.string(),
      department: DepartmentCode,
      root: z.string(),
      contained: z.boolean(),
      stratum: z.string().optional(),
      size: z.int().optional(),
      quota: z.int().optional(),
      /** The largest drawn ticket of the stratum. */
      threshold: z.string().optional(),
      /** Whether the draw itself selected it; see `reserve` for later calls. */
      drawn: z.boolean().optional(),
      /** Absent for a drawn object, and before the draw. */
      reserve: z.enum(reserveAnswers).optional(),
      reservesUsed: z.int().optional(),
      proof: z
        .object({
          line: z.string(),
          shard: z.int(),
          shardSize: z.int(),
          index: z.int(),
          /** From the leaf to the root of the shard, then the eight hashes above it. */
          path: z.array(z.string()),
        })
        .optional(),
    }),
  ),
});
export type DrawObjectDocument = z.infer<typeof DrawObjectDocument>;
