import * as z from 'zod';
import { Sha256Hex } from '../../base/primitives.ts';
import type { ShardFacts } from '../../draw/join-shards.ts';
import { emptyShardRoot, frameRoot, shardCount } from '../../draw/merkle.ts';
import type { ShardCandidates } from '../../draw/shard-candidates.ts';
import { lf } from '../../draw/text.ts';
import type { Blobs } from '../ports/blobs.ts';
import { linesOf, readArtifact, writeSealed } from './draw-files.ts';

type FileDeps = { readonly blobs: Blobs };

/**
 * Keys of a batch's shard files. Files that prove a draw are kept for years beside its other files; intermediate files
 * of tasks are elsewhere, where they may one day be removed. A file derived from the registry has its root in the name,
 * so two runs that read the registry at different times never write the same file. A file derived from frozen facts
 * alone is the same in any run.
 */
export const shardFiles = {
  rules: (batchId: string): string => `draws/${batchId}/freezing-rules.json`,
  checks: (batchId: string, shard: number): string => `shards/${batchId}/checks/${numbered(shard)}.json`,
  held: (batchId: string, shard: number): string => `shards/${batchId}/held/${numbered(shard)}.json`,
  /** What the freeze of one shard of the registry leaves: its rows, and the summary that names them. */
  rows: (
    batchId: string,
    frame: string,
    { shard, digest }: { readonly shard: number; readonly digest: string },
  ): string => `shards/${batchId}/rows/${frame}/${numbered(shard)}-${digest}.txt`,
  handed: (batchId: string, shard: number): string => `shards/${batchId}/handed/${numbered(shard)}.json`,
  /** One shard of a frame, its book, and the summary that names them. */
  lines: (batchId: string, frame: string, { shard, root }: Pick<ShardFacts, 'shard' | 'root'>): string =>
    `shards/${batchId}/lists/${frame}/${numbered(shard)}-${root}.ndjson`,
  book: (batchId: string, frame: string, { shard, root }: Pick<ShardFacts, 'shard' | 'root'>): string =>
    `shards/${batchId}/books/${frame}/${numbered(shard)}-${root}.ndjson`,
  merged: (batchId: string, shard: number): string => `shards/${batchId}/merged/${numbered(shard)}.json`,
  roots: (batchId: string, frame: string, root: string): string =>
    `draws/${batchId}/lists/${frame}/${root}.shards.json`,
  candidates: (batchId: string, frame: string, seed: string, shard: number): string =>
    `shards/${batchId}/candidates/${frame}/${seed}/${numbered(shard)}.json`,
} as const;

const numbered = (shard: number): string => String(shard).padStart(3, '0');

export const everyShard: readonly number[] = Array.from({ length: shardCount }, (_, shard) => shard);

/** The lines of a frozen shard; an empty shard has no file. */
export async function shardLinesOf(
  { blobs }: FileDeps,
  key: string,
  { root }: Pick<ShardFacts, 'root'>,
): Promise<readonly string[]> {
  return root === emptyShardRoot ? [] : Array.fromAsync(linesOf(blobs, key));
}

export const textOfLines = (lines: readonly string[]): Uint8Array =>
  new TextEncoder().encode(lines.map((line) => line + lf).join(''));

const ShardRoots = z.array(z.strictObject({ root: Sha256Hex, size: z.int() })).length(shardCount);
export type ShardRoots = readonly Pick<ShardFacts, 'root' | 'size'>[];

export async function writeShardRoots(deps: FileDeps, key: string, shards: ShardRoots): Promise<void> {
  await writeSealed(
    deps,
    key,
    shards.map(({ root, size }) => ({ root, size })),
  );
}

/** The roots of a frame's shards, in order; the frame's own root authenticates them. */
export async function readShardRoots(
  deps: FileDeps,
  { frame, root, shards }: { readonly frame: string; readonly root: string; readonly shards: string },
): Promise<ShardRoots> {
  const roots = await readArtifact(deps, shards, ShardRoots);
  if (frameRoot(roots.map((shard) => shard.root)) !== root)
    throw new Error(`frame ${frame}: ${shards} does not have the frozen root`);
  return roots;
}

const Candidates = z.strictObject({
  shard: z.int(),
  reserves: z.int(),
  strata: z.array(
    z.strictObject({
      stratum: z.string(),
      candidates: z.array(
        z.strictObject({
          row: Sha256Hex,
          ticket: Sha256Hex,
          id: z.string(),
          places: z.string(),
          version: z.int(),
        }),
      ),
    }),
  ),
}) satisfies z.ZodType<ShardCandidates>;

export const readCandidates = (deps: FileDeps, key: string): Promise<ShardCandidates> =>
  readArtifact(deps, key, Candidates);
