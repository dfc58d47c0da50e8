import type { Failure } from '../../base/failures.ts';
import { ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { BatchKey } from '../../draw/batch-key.ts';
import { freezeShard as freezeRows } from '../../draw/freeze-shard.ts';
import { sha256OfBytes } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import { type KeyDeps, openKey } from '../batch/open-key.ts';
import { writeSealed } from '../draw/draw-files.ts';
import { shardFiles } from '../draw/shard-files.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Registry } from '../ports/registry.ts';
import { settingsAt } from '../setting/settings-at.ts';
import { frameCollector } from './candidates.ts';
import { readFreezingRules, requestOf, rulesOf } from './freezing-rules.ts';
import { type HandedShard, handedShard } from './handed-shard.ts';
import { readShardChecks } from './shard-checks.ts';

export interface ShardDeps extends KeyDeps {
  readonly registry: Registry;
  readonly blobs: Blobs;
}

/**
 * Freezes one shard of the registry for every frame of a batch. Its summary is written last and decides which file counts.
 * A run that dies before that leaves nothing that matters, a later run finds it done, and of two concurrent runs one
 * summary remains, with the files it names.
 */
export async function freezeShard(
  deps: ShardDeps,
  { batchId, shard }: { readonly batchId: string; readonly shard: number },
  actor: Actor,
  now: Date,
): Promise<Result<HandedShard | undefined, Failure<'key-lost'>>> {
  const found = await deps.records.find('batch', batchId);
  if (!found) throw new Error(`there is no batch ${batchId}`);
  const batch = found.value;
  if (batch.status !== 'freezing') return ok(undefined);
  if (await deps.blobs.stat(shardFiles.handed(batchId, shard))) return ok(await handedShard(deps, batchId, shard));
  const key = await openKey(deps, batch, 'freeze', actor, now);
  if (!key.ok) return key;
  await writeSealed(deps, shardFiles.handed(batchId, shard), await frozenShard(deps, batch, key.value, shard));
  return ok(await handedShard(deps, batchId, shard));
}

async function frozenShard(deps: ShardDeps, batch: Batch, key: BatchKey, shard: number): Promise<HandedShard> {
  const { entries, pending = [], trusted = [] } = await readFreezingRules(deps, batch);
  const checks = await readShardChecks(deps, batch.id, { shard, pending });
  const rules = await Promise.all(entries.map((entry) => rulesOf(deps, entry)));
  const figures = await settingsAt(deps, new Date(batch.frozenAt));
  const collectors = rules.map((rule) => frameCollector(rule, { checks, trusted }, figures));
  for await (const row of deps.registry.shard(shard)) for (const collector of collectors) collector.offer(row);
  const frames: HandedShard['frames'] = [];
  for (const [index, entry] of entries.entries()) {
    const collector = collectors[index];
    if (!collector) throw new Error('an entry has a frame');
    const { frame, parts, strata } = requestOf(entry);
    const frozen = freezeRows({ key, frame, parts: parts.length, strata }, collector.objects);
    if (!frozen.ok && frozen.error.kind === 'duplicate-id') return { shard, frames: [], duplicate: frozen.error.id };
    if (!frozen.ok) throw new Error(`shard ${shard} of frame ${frame} cannot be frozen: ${frozen.error.kind}`);
    const { bytes, offsets } = frozen.value;
    const file = shardFiles.rows(batch.id, frame, { shard, digest: sha256OfBytes(bytes) });
    if (bytes.length > 0) await deps.blobs.put(file, bytes, 'text/plain');
    const over = collector.overCap.length > 0 && { overCap: [...collector.overCap] };
    frames.push({ frame, file, offsets: [...offsets], excluded: [...collector.excluded()], ...over });
  }
  return { shard, frames };
}
