import { everyShard, shardFiles } from '../draw/shard-files.ts';
import type { Blobs } from '../ports/blobs.ts';

/** How many of the 256 shards of the registry have been read, and how many of the frames' have been written. */
export interface FreezingProgress {
  readonly shards: number;
  readonly read: number;
  readonly written: number;
}

const statsAtOnce = 64;

/**
 * How far the freeze of a large registry is, from the files that its tasks have left: nothing counts along, so that a task
 * that runs twice counts once. Shards are by hash, so that each has about the same share of the rows.
 */
export async function freezingProgress(
  deps: { readonly blobs: Pick<Blobs, 'stat'> },
  batchId: string,
): Promise<FreezingProgress> {
  const shards = everyShard.length;
  const read = await there(deps, (shard) => shardFiles.handed(batchId, shard));
  // Nothing is written before all of them have been read.
  const written = read < shards ? 0 : await there(deps, (shard) => shardFiles.merged(batchId, shard));
  return { shards, read, written };
}

async function there({ blobs }: { readonly blobs: Pick<Blobs, 'stat'> }, keyOf: (shard: number) => string) {
  let count = 0;
  for (let at = 0; at < everyShard.length; at += statsAtOnce) {
    const some = everyShard.slice(at, at + statsAtOnce);
    const found = await Promise.all(some.map((shard) => blobs.stat(keyOf(shard))));
    count += found.filter((file) => file !== undefined).length;
  }
  return count;
}
