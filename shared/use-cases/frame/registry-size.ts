import { shardCount } from '../../draw/merkle.ts';
import { settings } from '../../platform/settings.ts';
import type { Registry } from '../ports/registry.ts';

/** Ids spread over the 256 shards at random: one shard estimates the total within a few per cent at a million. */
async function estimatedObjects(registry: Pick<Registry, 'shard'>): Promise<number> {
  let rows = 0;
  for await (const _ of registry.shard(0)) rows += 1;
  return rows * shardCount;
}

/** Whether the registry is too large to be read within a request; then a job reads it. */
export const isLarge = async (
  { registry }: { readonly registry: Pick<Registry, 'shard'> },
  onePassObjects: number = settings.onePassObjects.value,
): Promise<boolean> => (await estimatedObjects(registry)) > onePassObjects;
