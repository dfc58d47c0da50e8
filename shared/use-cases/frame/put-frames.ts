import type { Entry } from '../../domain/audit/sealed-list.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { frameRootPaths } from '../../draw/merkle.ts';
import { listReader } from '../../draw/read-list.ts';
import { listName, shardDocuments } from '../../public/frame-documents.ts';
import type { PublicDocument } from '../../public/public-document.ts';
import { linesOf, readFrozenLines } from '../draw/draw-files.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { PublicRecord } from '../ports/public-record.ts';

interface FrameDeps {
  readonly blobs: Blobs;
  readonly published: PublicRecord;
}

interface PublishDeps {
  readonly blobs: Blobs;
  readonly put: (documents: readonly PublicDocument[]) => Promise<void>;
}

/**
 * Puts the list files of a batch into the public record, holding one shard in memory at a time; a retry writes the same.
 * Answers what was put, for the batch's next event to seal.
 */
export async function putFrames(given: FrameDeps, batch: Batch): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  const deps: PublishDeps = {
    blobs: given.blobs,
    async put(documents) {
      entries.push(...(await given.published.put(documents, { entity: 'batch', id: batch.id })));
    },
  };
  const { number, frames, inspectors, experts } = batch;
  for (const { frame, blob, root } of frames) await putFile(deps, frame, { blob, root });
  if (inspectors) await putFile(deps, listName(number, 'inspectors'), inspectors);
  if (experts) await putFile(deps, listName(number, 'experts'), experts);
  return entries;
}

/** Documents are written in batches of this many lines: few requests for a county, little memory for a province. */
const linesAtOnce = 10_000;

function publisher({ put }: PublishDeps, list: string, above: readonly (readonly string[])[]) {
  let waiting: PublicDocument[] = [];
  let held = 0;
  return {
    async add(shard: number, lines: readonly string[]): Promise<void> {
      waiting.push(...shardDocuments(list, shard, lines, above[shard] ?? []));
      held += lines.length;
      if (held >= linesAtOnce) await this.end();
    },
    async end(): Promise<void> {
      await put(waiting);
      waiting = [];
      held = 0;
    },
  };
}

/** A list file: read once for the roots, which every shard's document includes, and once for the lines. */
async function putFile(
  deps: PublishDeps,
  list: string,
  file: { readonly blob: string; readonly root: string },
): Promise<void> {
  const sizes = new Map<number, number>();
  const reader = listReader((_row, shard) => {
    sizes.set(shard, (sizes.get(shard) ?? 0) + 1);
  });
  const { shardRoots } = await readFrozenLines(deps, file, reader);
  const documents = publisher(deps, list, frameRootPaths(shardRoots));
  const lines = linesOf(deps.blobs, file.blob);
  for (const [shard, size] of sizes) {
    const own: string[] = [];
    for (let left = size; left > 0; left -= 1) {
      const next = await lines.next();
      if (next.done) throw new Error(`${file.blob} has become shorter`);
      own.push(next.value);
    }
    await documents.add(shard, own);
  }
  await documents.end();
}
