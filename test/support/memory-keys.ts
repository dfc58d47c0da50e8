import { createHash } from 'node:crypto';
import type { KeyVault } from '../../shared/use-cases/ports/key-vault.ts';

export interface MemoryKeys extends KeyVault {
  /** Loses everything it has sealed. */
  lose(): void;
}

/** A vault that seals by remembering: what it was not given for this batch it does not open. */
export function memoryKeys(): MemoryKeys {
  const kept = new Map<string, string>();
  return {
    async create(batchId) {
      const key = createHash('sha256').update(`key ${batchId} ${kept.size}`).digest('hex');
      const sealed = `sealed-${kept.size}`;
      kept.set(`${batchId} ${sealed}`, key);
      return { key, sealed };
    },
    open: async (batchId, sealed) => kept.get(`${batchId} ${sealed}`),
    lose: () => kept.clear(),
  };
}
