import * as z from 'zod';
import type { Batch } from '../../domain/batch/batch.ts';
import { bookRowOf } from '../../draw/lines.ts';
import { isRowName } from '../../draw/row.ts';
import { sha256 } from '../../draw/sha256.ts';
import { linesOf, readArtifact, writeSealed } from '../draw/draw-files.ts';
import { shardFiles } from '../draw/shard-files.ts';
import { type Blobs, FileUnusable } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { handedShard } from './handed-shard.ts';
import { heldObjects, isSelected, pendingBatches } from './pending-batches.ts';
import { countYearChecks, type YearChecks } from './year-checks.ts';

interface CheckDeps {
  readonly registry: Registry;
  readonly records: Records;
  readonly blobs: Blobs;
}

const Counts = z.record(z.string(), z.int());

/** The shards of the registry are by SHA-256 of the id; those of a frame by row. */
const registryShardOf = (id: string): number => Number.parseInt(sha256(id).slice(0, 2), 16);

/** The frames of a large registry are counted as the shards of the registry left them, each by its own task. */
const isCountedByShard = (batch: Batch): boolean =>
  !isSelected(batch) && batch.frames.some(({ shards }) => shards !== undefined);

/**
 * Leaves for each shard how often its objects are checked this year, as far as that is known without reading large frames;
 * answers the batches whose frames each shard has to count for itself.
 */
export async function writeShardChecks(deps: CheckDeps, batchId: string, year: number): Promise<readonly string[]> {
  const pending = await pendingBatches(deps.records, year);
  const byShard = pending.filter(isCountedByShard);
  const whole = pending.filter((batch) => !isCountedByShard(batch));
  const { checks, held } = await countYearChecks(deps, year, pending, whole);
  const files = [
    [checks, shardFiles.checks],
    [held, shardFiles.held],
  ] as const;
  for (const [counts, keyOf] of files) {
    for (const [shard, own] of Map.groupBy(counts, ([id]) => registryShardOf(id)))
      await writeSealed(deps, keyOf(batchId, shard), Object.fromEntries(own));
  }
  return byShard.map(({ id }) => id);
}

/** R9 for the objects of one shard of the registry. */
export async function readShardChecks(
  deps: CheckDeps,
  batchId: string,
  { shard, pending }: { readonly shard: number; readonly pending: readonly string[] },
): Promise<YearChecks> {
  const held = new Map(await countsIn(deps, shardFiles.held(batchId, shard)));
  for (const id of pending) {
    for (const object of await heldInShard(deps, id, shard)) held.set(object, (held.get(object) ?? 0) + 1);
  }
  return { checks: await countsIn(deps, shardFiles.checks(batchId, shard)), held };
}

/** The counts of a shard; one without any has no file. */
const countsIn = async ({ blobs }: CheckDeps, key: string): Promise<ReadonlyMap<string, number>> =>
  (await blobs.stat(key)) ? new Map(Object.entries(await readArtifact({ blobs }, key, Counts))) : new Map();

async function heldInShard(deps: CheckDeps, batchId: string, shard: number): Promise<ReadonlySet<string>> {
  const found = await deps.records.find('batch', batchId);
  if (!found) throw new Error(`there is no batch ${batchId}`);
  const objects = new Set<string>();
  // Drawn or voided since: whom it holds now is known, and only fewer.
  if (!isCountedByShard(found.value) || found.value.status === 'voided' || found.value.status === 'match-failed') {
    for await (const id of heldObjects(deps, found.value)) if (registryShardOf(id) === shard) objects.add(id);
    return objects;
  }
  const { frames } = await handedShard(deps, batchId, shard);
  for (const { file, offsets } of frames) {
    if (offsets.at(-1) === 0) continue;
    for await (const line of linesOf(deps.blobs, file)) objects.add(idIn(line, file));
  }
  return objects;
}

/** Of a line `ROW BOOKLINE`. */
function idIn(line: string, file: string): string {
  const at = line.indexOf(' ');
  const row = bookRowOf(line.slice(at + 1));
  if (!row || !isRowName(line.slice(0, at))) throw new FileUnusable(`${file} holds a line that is no row`);
  return row.id;
}
