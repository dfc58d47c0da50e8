import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { emptyChain } from '../../../shared/domain/audit/audit-chain.ts';
import { walkOf } from '../../../shared/platform/lists.ts';
import { definitionOf } from '../../../shared/platform/records.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { Records } from '../../../shared/use-cases/ports/records.ts';
import type { Db } from './client.ts';
import { type Dispatches, dispatchesOf } from './dispatches.ts';
import { walkIndex } from './index-walk.ts';
import { partitionQuery, queryAll } from './query-all.ts';
import { stagedMeta, storedRecord } from './rows.ts';
import { stageRecords } from './staged-records.ts';

export const recordsOf = (db: Db, dispatches: Dispatches = dispatchesOf(db)): Records => ({
  async find(kind, id) {
    const TableName = db.names[definitionOf(kind).table];
    const { Item } = await db.client.send(
      new GetCommand({ TableName, Key: keys.record(kind, id), ConsistentRead: true }),
    );
    const [found] = Item ? await dispatches.visible(kind, [{ item: storedRecord(kind, Item) }]) : [];
    return found?.item;
  },

  async versions(kind, id) {
    const { table, versions } = definitionOf(kind);
    if (!versions) throw new Error(`versions of ${kind} are not kept`);
    const rows = await queryAll(db, partitionQuery(db.names[table], keys.record(kind, id).pk, 'v'));
    return rows.map((row) => storedRecord(kind, row));
  },

  list: ({ kind, ...query }) =>
    walkIndex(db, {
      ...query,
      ...walkOf(definitionOf(kind).lists, query),
      table: definitionOf(kind).table,
      root: 'value',
      read: (rows) =>
        dispatches.visible(
          kind,
          rows.map((row) => ({ row, item: storedRecord(kind, row) })),
        ),
    }),

  stage: (kind, values, by, at) => stageRecords(db, kind, values, stagedMeta(1, emptyChain, by, at)),
});
