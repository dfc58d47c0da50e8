import { type InspectionObject, registrySchemas } from '../../shared/domain/registry/registry.ts';
import { shardOf } from '../../shared/draw/one/frame.ts';
import { createRow } from '../../shared/use-cases/changes.ts';
import type { StoredRow } from '../../shared/use-cases/ports/registry.ts';
import type { Change } from '../../shared/use-cases/ports/unit-of-work.ts';
import type { TestStore } from './emulator.ts';
import { anEvent, anObject } from './stored-rows.ts';

const at = '2026-03-03T00:00:00.000Z';
const holder = { by: '王芳', fileName: '对象.csv', since: at };

export const opened = (importId: string, department: 'SCJG' | 'WJW' = 'SCJG'): Change => ({
  change: 'open-registry',
  kind: 'object',
  department,
  importId,
  holder,
});

export const closed = (importId: string, department: 'SCJG' | 'WJW' = 'SCJG'): Change => ({
  change: 'close-registry',
  kind: 'object',
  department,
  importId,
});

/** Commits what must succeed for the test to mean anything. */
export async function commit(store: TestStore, ...changes: readonly Change[]): Promise<void> {
  const done = await store.work.commit(changes);
  if (!done.ok) throw new Error(`could not commit: ${JSON.stringify(done.error)}`);
}

/** As many as fit one commit. */
const atOnce = 15;

export async function addObjects(store: TestStore, ids: readonly string[], more: Partial<InspectionObject> = {}) {
  for (let at = 0; at < ids.length; at += atOnce) {
    const rows = ids.slice(at, at + atOnce);
    await commit(store, ...rows.map((id) => createRow('object', anObject(id, more), anEvent())));
  }
}

export async function objectNow(store: TestStore, id: string): Promise<StoredRow<'object'>> {
  const row = await store.registry.find('object', id);
  if (!row) throw new Error(`object ${id} is not visible`);
  return row;
}

/** Stages the rows on top of whatever is active under their ids, as an import does. Answers the ids that could not be staged. */
export async function stageObjects(store: TestStore, importId: string, values: readonly InspectionObject[]) {
  const current = await store.staging.current(
    'object',
    values.map(({ id }) => id),
  );
  const rows = values.map((value) => {
    const supersedes = current.get(value.id);
    return { value: registrySchemas.object.parse(value), ...(supersedes && { supersedes }) };
  });
  const refused = await store.staging.stage(importId, rows, { kind: 'object', by: 'importer', at });
  return refused?.map(({ id }) => id);
}

/** The names of the visible objects among `ids` by every way there is to read them, which must agree. */
export async function namesSeen(store: TestStore, ids: readonly string[]): Promise<Record<string, string>> {
  const wanted = new Set(ids);
  const ways = [
    new Map<string, string>(),
    new Map<string, string>(),
    new Map<string, string>(),
    new Map<string, string>(),
    new Map<string, string>(),
  ];
  const see = (way: number, { value }: StoredRow<'object'>) => {
    if (!wanted.has(value.id)) return;
    if (ways[way]?.has(value.id)) throw new Error(`object ${value.id} was seen twice`);
    ways[way]?.set(value.id, value.name);
  };
  for (const id of ids) {
    const row = await store.registry.find('object', id);
    if (row) see(0, row);
  }
  for (const row of (await store.staging.current('object', ids)).values()) {
    if (!row.removed) see(1, row);
  }
  for await (const row of store.registry.all('object')) see(2, row);
  for (const shard of new Set(ids.map(shardOf))) {
    for await (const row of store.registry.shard(shard)) see(4, row);
  }
  let page = await store.registry.list({ kind: 'object', departments: ['SCJG', 'WJW'], page: { limit: 100 } });
  for (;;) {
    for (const row of page.items) see(3, row);
    if (!page.next) break;
    page = await store.registry.list({
      kind: 'object',
      departments: ['SCJG', 'WJW'],
      page: { limit: 100, from: page.next },
    });
  }
  const [first, ...others] = ways.map((way) => Object.fromEntries([...way].toSorted()));
  for (const other of others) {
    if (JSON.stringify(other) !== JSON.stringify(first)) {
      throw new Error(`readers disagree: ${JSON.stringify([first, ...others])}`);
    }
  }
  return first ?? {};
}
