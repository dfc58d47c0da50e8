import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type Db, documentClient, lowLevelClient } from '../../functions/adapters/dynamodb/client.ts';
import { dynamoStore, type Store } from '../../functions/adapters/dynamodb/store.ts';
import { createTables, namesWith } from '../../local/create-tables.ts';
import type { Backoff } from '../../shared/use-cases/ports/time.ts';

export interface TestStore extends Store {
  /** For a test that looks at rows, or breaks one. */
  readonly db: Db;
}

/** Acts that meet are tried again at once. */
const atOnce: Backoff = { sleep: async () => undefined, chance: () => 0 };

/** All ports over tables of their own, on the emulator of this run. */
export async function storeForTest(): Promise<TestStore> {
  const endpoint = inject('dynamodbEndpoint');
  const names = namesWith(`test-${randomBytes(6).toString('hex')}-`);
  await createTables(lowLevelClient({ endpoint }), names);
  const db = { client: documentClient({ endpoint }), names };
  return { ...dynamoStore(db, atOnce), db };
}
