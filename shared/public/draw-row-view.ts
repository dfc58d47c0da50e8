import * as z from 'zod';
import { DepartmentCode } from '../base/primitives.ts';
import { Batch } from '../domain/batch/batch.ts';

/** What a draw says of one row, which is the name of nobody to whoever has not its salt. */
export const DrawRowDocument = z.object({
  number: Batch.shape.number,
  status: Batch.shape.status,
  frame: z.string(),
  root: z.string(),
  stratum: z.string(),
  /** SHA-256 of seed, `object` and row, one per line; absent before the seed exists. */
  ticket: z.string().optional(),
  /** The largest drawn ticket of the stratum. */
  threshold: z.string().optional(),
  /** Absent before the draw. */
  drawn: z.boolean().optional(),
  proof: z.object({
    row: z.string(),
    line: z.string(),
    shard: z.int(),
    shardSize: z.int(),
    index: z.int(),
    /** From the leaf to the root of the shard, then the eight hashes above it. */
    path: z.array(z.string()),
  }),
});
export type DrawRowDocument = z.infer<typeof DrawRowDocument>;

/** What the published list says of a code: never row, stratum or ticket, nor whether it stood in a frame. */
export const DrawCodeDocument = z.object({
  number: Batch.shape.number,
  status: Batch.shape.status,
  /** `not-published` for every code until the list is public. */
  answer: z.enum(['not-published', 'on-list', 'added', 'not-on-list']),
  frames: z.array(z.string()),
  departments: z.array(DepartmentCode),
});
export type DrawCodeDocument = z.infer<typeof DrawCodeDocument>;
