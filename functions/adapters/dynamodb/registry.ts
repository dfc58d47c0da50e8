import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { RegistryKind } from '../../../shared/domain/registry/kinds.ts';
import { namesOfNextVersion, uniqueNamesOf } from '../../../shared/domain/registry/unique-names.ts';
import { walkOf } from '../../../shared/platform/lists.ts';
import { registries } from '../../../shared/platform/registries.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { Match } from '../../../shared/use-cases/ports/paging.ts';
import type { Registry, StoredRow } from '../../../shared/use-cases/ports/registry.ts';
import { getAll } from './bulk.ts';
import type { Db, Row } from './client.ts';
import { filterOf } from './filter.ts';
import { readFreezeMark } from './freeze-mark.ts';
import type { ImportStates } from './import-states.ts';
import { walkIndex } from './index-walk.ts';
import { isDone } from './once.ts';
import { partitionQuery, queryAll, queryPages } from './query-all.ts';
import { markedRow, markedRows, shardsOf, slotKey } from './registry-rows.ts';
import { type NameTaker, reserveNames } from './unique-names.ts';

/** Shards read at the same time; each holds a page or two in memory. */
const shardsAtOnce = 8;

export function registryOf(db: Db, states: ImportStates, unique: NameTaker): Registry {
  const visible = async <K extends RegistryKind>(kind: K, rows: readonly Row[]) =>
    states.visible(await markedRows(kind, rows));

  const find = async <K extends RegistryKind>(kind: K, id: string): Promise<StoredRow<K> | undefined> => {
    const slots = [slotKey(kind, id, 'a'), slotKey(kind, id, 'b')];
    const [row] = await visible(kind, await getAll(db, 'registry', slots));
    return row;
  };

  const history = <K extends RegistryKind>(kind: K, id: string) =>
    queryAll(db, partitionQuery(db.names.registry, keys.rowHistory(kind, id, 1).pk));

  return {
    find,

    async findVersion(kind, id, version) {
      const current = await find(kind, id);
      if (current?.meta.version === version) return current;
      const Key = keys.rowHistory(kind, id, version);
      const { Item } = await db.client.send(
        new GetCommand({ TableName: db.names.registry, Key, ConsistentRead: true }),
      );
      return Item && (await markedRow(kind, Item)).stored;
    },

    async versions(kind, id) {
      const current = await find(kind, id);
      // A version that an open import is about to supersede is in the history already, and still current.
      const past = (await markedRows(kind, await history(kind, id))).map(({ stored }) => stored);
      const older = past.filter(({ meta, removed }) => !removed && (!current || meta.version < current.meta.version));
      return current ? [...older, current] : older;
    },

    freezeMark: () => readFreezeMark(db),

    list: ({ kind, departments, where, page }) =>
      walkIndex(db, {
        table: 'registry',
        ...walkOf(registries[kind].lists, { in: 'ofDepartment', of: departments }),
        where,
        root: 'value',
        page,
        read: async (rows) => {
          const marked = await Promise.all(rows.map(async (row) => ({ row, ...(await markedRow(kind, row)) })));
          const seen = new Set(await states.visible(marked));
          return marked.flatMap(({ row, stored }) => (seen.has(stored) ? [{ row, item: stored }] : []));
        },
      }),

    search: async (search) => (await import('./search-registry.ts')).searchRegistry(db, states, search),

    isIndexed: isDone(db, 'registry', keys.searchIndex()),

    index: async () => (await import('./index-search.ts')).indexRegistry(db),

    reserveNames: () => reserveNames(db),

    async holders(kind, value, as) {
      const { id } = value;
      const names = as === 'new' ? uniqueNamesOf(value) : namesOfNextVersion(value);
      const taken = (await unique.take(kind, [{ id, names }])).get(id) ?? [];
      return taken.flatMap(({ held }) => held ?? []);
    },

    async *shard(shard, where = []) {
      let held: Row[] = [];
      for await (const page of queryPages(db, shardQuery(db, 'object', shardsOf('object')[shard] ?? '', where))) {
        const { whole, rest } = cutAtLastId([...held, ...page]);
        held = rest;
        yield* await visible('object', whole);
      }
      yield* await visible('object', held);
    },

    async *all(kind, where = []) {
      const ahead: Promise<Row[]>[] = [];
      for (const shard of shardsOf(kind)) {
        const rows = shardRows(db, kind, shard, where);
        // A reader who stops early never asks for this one; whoever does still meets the fault.
        rows.catch(() => undefined);
        ahead.push(rows);
        if (ahead.length === shardsAtOnce) yield* await visible(kind, (await ahead.shift()) ?? []);
      }
      for (const rows of ahead) yield* await visible(kind, await rows);
    },
  };
}

/** One shard, whole: 4,000 rows for a million objects. */
const shardRows = (db: Db, kind: RegistryKind, shard: string, where: readonly Match[]): Promise<Row[]> =>
  queryAll(db, shardQuery(db, kind, shard, where));

/**
 * Both slots of an id must be judged at once: with an import activated between them, both or neither would be seen. So
 * the last id of a page waits for the next page.
 */
function cutAtLastId(rows: readonly Row[]): { readonly whole: Row[]; readonly rest: Row[] } {
  const idOf = (row: Row | undefined) => String(row?.sk).replace(/#[ab]$/, '');
  const last = idOf(rows.at(-1));
  const cut = rows.findLastIndex((row) => idOf(row) !== last) + 1;
  return { whole: rows.slice(0, cut), rest: rows.slice(cut) };
}

function shardQuery(db: Db, kind: RegistryKind, shard: string, where: readonly Match[]) {
  const filter = filterOf('value', where);
  const query = partitionQuery(db.names.registry, keys.row(kind, shard, '', 'a').pk);
  return {
    ...query,
    FilterExpression: filter?.expression,
    ExpressionAttributeNames: filter?.names,
    ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ...filter?.values },
  };
}
