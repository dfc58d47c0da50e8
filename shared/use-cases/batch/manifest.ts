import type { Batch } from '../../domain/batch/batch.ts';
import { drawSpec, type Manifest, manifestDigest, manifestText } from '../../draw/one/manifest.ts';
import type { RandomnessSource } from '../../draw/randomness-source.ts';
import type { FutureSource } from './future-source.ts';

/** The batch with the manifest and digest that bind it to a source of randomness, as published now. */
export function committedTo(batch: Batch, { manifest: randomness, kept, departments }: FutureSource, now: Date) {
  const manifest = manifestOf(batch, randomness);
  return {
    ...batch,
    ...kept,
    committedAt: now.toISOString(),
    readers: [...new Set([...batch.readers, ...departments])],
    manifest: manifestText(manifest),
    digest: manifestDigest(manifest),
  } satisfies Batch;
}

const manifestOf = (batch: Batch, randomness: RandomnessSource): Manifest => ({
  spec: drawSpec,
  batch: batch.number,
  randomness,
  frames: batch.frames.map(({ frame, department, items, root, size, strata }) => ({
    frame,
    department,
    items: items.map(({ id }) => id),
    root,
    size,
    strata,
  })),
  inspectors: batch.inspectorFrames.map(peopleFrame),
  ...(batch.expertFrames && { experts: batch.expertFrames.map(peopleFrame) }),
  matching: {
    ...batch.matching,
    window: batch.window,
    previousTeams: batch.previousTeams.digest,
  },
});

const peopleFrame = ({ frame, department, root, size }: Batch['inspectorFrames'][number]) => ({
  frame,
  department,
  root,
  size,
  strata: [{ stratum: department, size }],
});
