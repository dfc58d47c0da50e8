import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { emptyChain } from '../../../shared/domain/audit/audit-chain.ts';
import { rowName } from '../../../shared/domain/audit/content.ts';
import type { Entry } from '../../../shared/domain/audit/sealed-list.ts';
import { walkOf } from '../../../shared/platform/lists.ts';
import { definitionOf } from '../../../shared/platform/records.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { Records } from '../../../shared/use-cases/ports/records.ts';
import { getAll } from './bulk.ts';
import type { Db } from './client.ts';
import { type Dispatches, dispatchesOf } from './dispatches.ts';
import { walkIndex } from './index-walk.ts';
import { partitionQuery, queryAll } from './query-all.ts';
import { recordRow, rowDigest, stagedMeta, storedRecord, versionRow } from './rows.ts';
import { type Action, absent, packs, transactDroppingRefused } from './transact.ts';

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

  async stage(kind, values, by, at) {
    const { table, versions } = definitionOf(kind);
    const TableName = db.names[table];
    const writes = values.map(({ id, value }) => ({ kind, id, value, meta: stagedMeta(1, emptyChain, by, at) }));
    const groups = writes.map((write): Action[] => [
      { Put: { TableName, Item: recordRow(write), ...untouched } },
      ...(versions ? [{ Put: { TableName, Item: versionRow(write) } }] : []),
    ]);
    for (const pack of packs(groups)) await transactDroppingRefused(db, () => [], pack);
    const rows = await getAll(
      db,
      table,
      values.map(({ id }) => keys.record(kind, id)),
    );
    return rows.map((row): Entry => [rowName(kind, String(row.pk).slice(kind.length + 1), 1), rowDigest(row)]);
  },
});

/**
 * Staging may run again, and late. What stands stays, so that all runs seal the same rows, and nothing is taken back that a
 * commit has written since.
 */
const untouched = { ConditionExpression: absent };
