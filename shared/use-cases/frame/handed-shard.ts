import * as z from 'zod';
import { PlainId } from '../../base/primitives.ts';
import { OverCapObject } from '../../domain/frame/frame.ts';
import { readArtifact } from '../draw/draw-files.ts';
import { shardFiles } from '../draw/shard-files.ts';
import type { Blobs } from '../ports/blobs.ts';

/** What the freeze of one shard of the registry leaves for those who merge, of every frame of a batch. */
const HandedShard = z.strictObject({
  shard: z.int(),
  frames: z.array(
    z.strictObject({
      frame: PlainId,
      /** The rows, by row; those of shard k of the frame lie from the k-th offset up to the one after it. */
      file: z.string(),
      offsets: z.array(z.int()).length(257),
      excluded: z.array(z.strictObject({ reason: z.string(), count: z.int() })),
      /** Absent where there are none. */
      overCap: z.array(OverCapObject).optional(),
    }),
  ),
  /** An id that occurs twice in the registry stops the freeze. */
  duplicate: z.string().optional(),
});
export type HandedShard = z.infer<typeof HandedShard>;

export const handedShard = (deps: { readonly blobs: Blobs }, batchId: string, shard: number): Promise<HandedShard> =>
  readArtifact(deps, shardFiles.handed(batchId, shard), HandedShard);
