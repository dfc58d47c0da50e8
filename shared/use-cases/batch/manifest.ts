import type { Batch } from '../../domain/batch/batch.ts';
import { drawSpec, type Manifest, manifestDigest, manifestText } from '../../draw/manifest.ts';
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

function manifestOf(batch: Batch, randomness: RandomnessSource): Manifest {
  const { key, inspectors, experts, previousDigest } = batch;
  if (key === undefined || previousDigest === undefined) throw new Error(`batch ${batch.id} has no key`);
  return {
    spec: drawSpec,
    batch: batch.number,
    key,
    randomness,
    frames: batch.frames.map(({ frame, parts, root, size, strata }) => ({
      ...{ frame, root, size, strata },
      parts: parts.map(({ department, items, size: of }) => ({
        department,
        items: items.map(({ id }) => id),
        size: of,
      })),
    })),
    ...(inspectors && { inspectors: peopleOf(inspectors) }),
    ...(experts && { experts: peopleOf(experts) }),
    matching: { ...batch.matching, window: batch.window, previousTeams: previousDigest },
  };
}

const peopleOf = ({ root, size, strata }: NonNullable<Batch['inspectors']>) => ({ root, size, strata });
