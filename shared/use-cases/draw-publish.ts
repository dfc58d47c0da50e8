import type { Batch } from '../domain/batch.ts';
import { buildFrame } from '../draw/frame.ts';
import { frameDocuments } from './draw-document.ts';
import { readFrozenFrame } from './draw-files.ts';
import type { Blobs, PublicRecord } from './ports.ts';

/**
 * Lays the frozen frames into the public record, shard by shard. Nobody is shown them before the draw says they are
 * public; repeating it writes the same.
 */
export async function putFrames(
  deps: { readonly blobs: Blobs; readonly published: PublicRecord },
  batch: Batch,
): Promise<void> {
  for (const frame of [...batch.frames, ...batch.inspectorFrames, ...(batch.expertFrames ?? [])]) {
    const built = buildFrame(await readFrozenFrame(deps, frame));
    if (!built.ok) throw new Error(`frame ${frame.frame} lists ${built.error.id} twice`);
    await deps.published.put(frameDocuments(frame.frame, built.value));
  }
}
