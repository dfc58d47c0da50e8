import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { TestStore } from './emulator.ts';

/** Every row of a table that has a search index. */
export async function rowsOf({ db }: TestStore, table: 'registry' | 'public') {
  const { Items = [] } = await db.client.send(new ScanCommand({ TableName: db.names[table] }));
  return Items;
}

/** The keys of the search index, as text. */
export async function postingsIn(store: TestStore, table: 'registry' | 'public' = 'registry'): Promise<string[]> {
  const rows = await rowsOf(store, table);
  return rows.flatMap(({ pk, sk }) => (String(pk).startsWith('find#') ? [`${pk} / ${sk}`] : [])).toSorted();
}

/** Leaves the rows as an earlier version wrote them. */
export async function withoutPostings(store: TestStore): Promise<void> {
  for (const table of ['registry', 'public'] as const) {
    for (const key of await postingsIn(store, table)) {
      const [pk, sk] = key.split(' / ');
      await store.db.client.send(new DeleteCommand({ TableName: store.db.names[table], Key: { pk, sk } }));
    }
  }
}
