import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { emptyChain } from '../../../shared/domain/audit/audit-chain.ts';
import { walkOf } from '../../../shared/platform/lists.ts';
import { definitionOf, type RecordKind } from '../../../shared/platform/records.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { Records } from '../../../shared/use-cases/ports/records.ts';
import { getAll } from './bulk.ts';
import type { Db } from './client.ts';
import { type Dispatches, dispatchesOf } from './dispatches.ts';
import { walkIndex } from './index-walk.ts';
import { partitionQuery, queryAll } from './query-all.ts';
import { listPosted, listPostings, postedState, postRecords } from './record-postings.ts';
import { stagedMeta, storedRecord } from './rows.ts';
import { stageRecords } from './staged-records.ts';

export const recordsOf = (db: Db, dispatches: Dispatches = dispatchesOf(db)): Records => ({
  async find(kind, id) {
    const TableName = db.names[definitionOf(kind).table];
    const { Item } = await db.client.send(
      new GetCommand({ TableName, Key: keys.record(kind, id), ConsistentRead: true }),
    );
    const [found] = Item ? await dispatches.visible(kind, [{ item: await storedRecord(kind, Item) }]) : [];
    return found?.item;
  },

  async versions(kind, id) {
    const { table, versions } = definitionOf(kind);
    if (!versions) throw new Error(`versions of ${kind} are not kept`);
    const rows = await queryAll(db, partitionQuery(db.names[table], keys.record(kind, id).pk, 'v'));
    return Promise.all(rows.map((row) => storedRecord(kind, row)));
  },

  list: ({ kind, ...query }) =>
    walkIndex(db, {
      ...query,
      ...walkOf(definitionOf(kind).lists, query),
      table: definitionOf(kind).table,
      root: 'value',
      read: async (rows) =>
        dispatches.visible(
          kind,
          await Promise.all(rows.map(async (row) => ({ row, item: await storedRecord(kind, row) }))),
        ),
    }),

  posted: (query) => listPosted(db, query),

  postings: (query) => listPostings(db, query),

  async findEach<K extends RecordKind>(kind: K, ids: readonly string[]) {
    const distinct = [...new Set(ids)];
    const rows = await getAll(
      db,
      definitionOf(kind).table,
      distinct.map((id) => keys.record(kind, id)),
    );
    if (kind === 'batch') dispatches.learn(rows);
    const seen = await dispatches.visible(
      kind,
      await Promise.all(
        rows.map(async (row) => ({
          id: String(row.pk).slice(kind.length + 1),
          item: await storedRecord(kind, row),
        })),
      ),
    );
    return new Map(seen.map(({ id, item }) => [id, item]));
  },

  isPosted: postedState(db),

  post: (thisYear) => postRecords(db, thisYear),

  stage: (kind, values, by, at) => stageRecords(db, kind, values, stagedMeta(1, emptyChain, by, at)),
});
