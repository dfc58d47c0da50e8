import type { Frame } from '../../domain/frame/frame.ts';
import {
  candidateReducer,
  type OpenedSelection,
  type ShardCandidates,
  shardCandidates,
} from '../../draw/shard-candidates.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';
import { writeSealed } from './draw-files.ts';
import { everyShard, readCandidates, readShardRoots, shardFiles, shardLinesOf } from './shard-files.ts';

type FileDeps = { readonly blobs: Blobs };

/** How many reserves of a stratum can be called before the whole frame must be read again. */
const reservesAtHand = 200;

/**
 * Finds the objects that may be drawn in one shard of every frame of a batch, once there is a seed, and keeps them in a
 * file. They follow from frozen facts alone: every run writes the same, and an existing file is left as it is. Returns
 * their number.
 */
export async function drawShard(
  deps: FileDeps & { readonly records: Records },
  { batchId, shard }: { readonly batchId: string; readonly shard: number },
): Promise<number> {
  const batch = await deps.records.find('batch', batchId);
  if (!batch) throw new Error(`there is no batch ${batchId}`);
  const { frames, seed } = batch.value;
  if (seed === undefined) throw new Error(`batch ${batchId} is ${batch.value.status} and has no seed`);
  let candidates = 0;
  for (const frame of frames.filter(({ shards }) => shards !== undefined)) {
    const { strata } = await candidatesOf(deps, batchId, frame, seed, shard);
    candidates += strata.reduce((sum, stratum) => sum + stratum.candidates.length, 0);
  }
  return candidates;
}

/** Draws a frame from its shards' candidates; undefined if it has no shards or they do not suffice. */
export async function drawByShards(
  deps: FileDeps,
  batchId: string,
  frame: Frame,
  seed: string,
  reserves: number,
): Promise<readonly OpenedSelection[] | undefined> {
  if (frame.shards === undefined || reserves > reservesAtHand) return undefined;
  const reducer = candidateReducer({ strata: frame.strata, reserves });
  for (const shard of everyShard) reducer.add(await candidatesOf(deps, batchId, frame, seed, shard));
  const drawn = reducer.draw();
  if (drawn.ok) return drawn.value;
  if (drawn.error.kind === 'too-few-candidates') return undefined;
  throw new Error(`frame ${frame.frame}: ${drawn.error.kind}`);
}

/** The candidates of a shard; computed now if no task has done so. */
async function candidatesOf(
  deps: FileDeps,
  batchId: string,
  frame: Frame,
  seed: string,
  shard: number,
): Promise<ShardCandidates> {
  const key = shardFiles.candidates(batchId, frame.frame, seed, shard);
  if (!(await deps.blobs.stat(key)))
    await writeSealed(deps, key, await findCandidates(deps, batchId, frame, seed, shard));
  return readCandidates(deps, key);
}

async function findCandidates(
  deps: FileDeps,
  batchId: string,
  { frame, root, shards, strata }: Frame,
  seed: string,
  shard: number,
): Promise<ShardCandidates> {
  if (shards === undefined) throw new Error(`frame ${frame} was not frozen shard by shard`);
  const facts = (await readShardRoots(deps, { frame, root, shards }))[shard];
  if (!facts) throw new RangeError(`there is no shard ${shard}`);
  const file = shardFiles.book(batchId, frame, { shard, root: facts.root });
  const lines = await shardLinesOf(deps, file, facts);
  const found = shardCandidates({ seed, strata, reserves: reservesAtHand }, { shard, ...facts }, lines);
  if (!found.ok) throw new Error(`frame ${frame}: ${found.error.kind} in ${file}`);
  return found.value;
}
