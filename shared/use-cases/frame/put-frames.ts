import type { Batch } from '../../domain/batch/batch.ts';
import type { Frame } from '../../domain/frame/frame.ts';
import { frameRootPaths } from '../../draw/merkle.ts';
import { readFrame } from '../../draw/one/read-frame.ts';
import { shardDocuments } from '../../public/frame-documents.ts';
import type { PublicDocument } from '../../public/public-document.ts';
import { type FrozenFile, linesOf, readFrozenFile } from '../draw/draw-files.ts';
import { everyShard, readShardRoots, shardFiles, shardLinesOf } from '../draw/shard-files.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { PublicRecord } from '../ports/public-record.ts';

interface PublishDeps {
  readonly blobs: Blobs;
  readonly published: PublicRecord;
}

/**
 * Puts the frozen frames into the public record, holding one shard in memory at a time. They stay hidden until the draw
 * announces them; a retry writes the same.
 */
export async function putFrames(deps: PublishDeps, batch: Batch): Promise<void> {
  for (const { shards, ...frame } of batch.frames) {
    if (shards === undefined) await putFile(deps, frame);
    else await putShards(deps, batch.id, { ...frame, shards });
  }
  for (const frame of [...batch.inspectorFrames, ...(batch.expertFrames ?? [])]) await putFile(deps, frame);
}

/** Documents are written in batches of this many lines: few requests for a county, little memory for a province. */
const linesAtOnce = 10_000;

function publisher({ published }: PublishDeps, frame: string, above: readonly (readonly string[])[]) {
  let waiting: PublicDocument[] = [];
  let held = 0;
  return {
    async add(shard: number, lines: readonly string[]): Promise<void> {
      waiting.push(...shardDocuments(frame, shard, lines, above[shard] ?? []));
      held += lines.length;
      if (held >= linesAtOnce) await this.end();
    },
    async end(): Promise<void> {
      await published.put(waiting);
      waiting = [];
      held = 0;
    },
  };
}

/** A frame in one file: read once for the roots, which every shard's document includes, and once for the lines. */
async function putFile(deps: PublishDeps, frame: FrozenFile): Promise<void> {
  const sizes = new Map<number, number>();
  const { shardRoots } = await readFrozenFile(deps, frame, (_row, shard) => {
    sizes.set(shard, (sizes.get(shard) ?? 0) + 1);
  });
  const documents = publisher(deps, frame.frame, frameRootPaths(shardRoots));
  const lines = linesOf(deps.blobs, frame.blob);
  for (const [shard, size] of sizes) {
    const own: string[] = [];
    for (let left = size; left > 0; left -= 1) {
      const next = await lines.next();
      if (next.done) throw new Error(`frame ${frame.frame}: ${frame.blob} has become shorter`);
      own.push(next.value);
    }
    await documents.add(shard, own);
  }
  await documents.end();
}

async function putShards(
  deps: PublishDeps,
  batchId: string,
  { frame, root, shards }: Pick<Frame, 'frame' | 'root'> & { readonly shards: string },
): Promise<void> {
  const roots = await readShardRoots(deps, { frame, root, shards });
  const above = frameRootPaths(roots.map((shard) => shard.root));
  const documents = publisher(deps, frame, above);
  for (const shard of everyShard) {
    const facts = roots[shard];
    if (!facts || facts.size === 0) continue;
    const lines = await shardLinesOf(deps, shardFiles.lines(batchId, frame, { shard, root: facts.root }), facts);
    const read = readFrame(lines, () => undefined);
    if (!read.ok || read.value.shardRoots[shard] !== facts.root || read.value.size !== facts.size)
      throw new Error(`frame ${frame}: the lines of shard ${shard} do not have their root`);
    await documents.add(shard, lines);
  }
  await documents.end();
}
