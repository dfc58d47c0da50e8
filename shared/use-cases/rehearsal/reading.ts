import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { Match } from '../ports/paging.ts';
import type { Registry } from '../ports/registry.ts';

/** After so many objects a run says how far it has read. */
const reportAfter = 20_000;

/** The registry as it is read, with `onRead` told from time to time how many objects that were, over all reads. */
export function countingReads(registry: Registry, onRead: (objects: number) => Promise<void>): Registry {
  let objects = 0;
  return {
    ...registry,
    async *all<K extends RegistryKind>(kind: K, where?: readonly Match[]) {
      for await (const row of registry.all(kind, where)) {
        if (kind === 'object') objects += 1;
        if (kind === 'object' && objects % reportAfter === 0) await onRead(objects);
        yield row;
      }
    },
  };
}
