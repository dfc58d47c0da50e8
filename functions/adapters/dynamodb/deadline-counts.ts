import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type CountRow, countedAs } from '../../../shared/domain/deadline/counted.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { Counts, DeadlineCounts } from '../../../shared/use-cases/ports/deadline-counts.ts';
import type { Change } from '../../../shared/use-cases/ports/unit-of-work.ts';
import { type Planned, stale } from './actions.ts';
import type { Db, Row } from './client.ts';
import { partitionQuery, queryAll } from './query-all.ts';
import { parseRow } from './rows.ts';

const keyOf = (row: CountRow) => {
  if ('day0' in row) return keys.countsOfDay(row.day0);
  return 'batchId' in row ? keys.countsOfBatch(row.batchId) : keys.countsOfDirectChecks(row.direct);
};

/** Of a row without a day 0. */
const awaitedRowOf = (sk: string): CountRow => {
  const at = sk.indexOf('#');
  return sk.startsWith('batch#') ? { batchId: sk.slice(at + 1) } : { direct: sk.slice(at + 1) };
};

/** A cell is an attribute of its row, so that each can be added to without reading. */
const cellPrefix = 'cell/';

const StoredCounts = z.looseObject({ sk: z.string(), changes: z.int(), voided: z.literal(true).optional() });

function countsIn(row: Row, rowOf: (sk: string) => CountRow): Counts {
  const { sk, changes, voided, ...rest } = parseRow(StoredCounts, row, 'results', row);
  const cells = Object.entries(rest).flatMap(([name, count]) =>
    name.startsWith(cellPrefix) && count !== 0 ? [[name.slice(cellPrefix.length), z.int().parse(count)] as const] : [],
  );
  return { row: rowOf(sk), changes, ...(voided && { voided }), cells: Object.fromEntries(cells) };
}

export const deadlineCounts = (db: Db): DeadlineCounts => ({
  async ofDays(from, to) {
    const { pk } = keys.countsOfDay('');
    const found = await queryAll(db, {
      TableName: db.names.results,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
    });
    return found.map((row) => countsIn(row, (day0) => ({ day0 })));
  },

  async ofBatches() {
    const state = keys.countsComplete();
    const found = await queryAll(db, partitionQuery(db.names.results, state.pk));
    return {
      complete: found.some(({ sk }) => sk === state.sk),
      counts: found.flatMap((row) => (row.sk === state.sk ? [] : countsIn(row, awaitedRowOf))),
    };
  },

  async correct({ row, changes }, counted, voided) {
    const cells = Object.entries(counted).map(([cell, count]) => [cellPrefix + cell, count] as const);
    const Item = {
      ...keyOf(row),
      changes: changes + 1,
      ...(voided && { voided }),
      ...Object.fromEntries(cells),
    };
    const unchanged =
      changes === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: '#changes = :seen', ExpressionAttributeNames: { '#changes': 'changes' } };
    const seen = changes > 0 && { ExpressionAttributeValues: { ':seen': changes } };
    try {
      await db.client.send(new PutCommand({ TableName: db.names.results, Item, ...unchanged, ...seen }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },

  async complete() {
    await db.client.send(new PutCommand({ TableName: db.names.results, Item: keys.countsComplete() }));
  },
});

/** What a commit does to the counters: one action for each row, whatever it changes in it. */
export function countActions(db: Db, changes: readonly Change[]): Planned[] {
  const rows = new Map<string, { row: CountRow; voids: boolean; cells: Map<string, number> }>();
  const rowOf = (row: CountRow) => {
    const { pk, sk } = keyOf(row);
    const found = rows.get(`${pk} ${sk}`) ?? { row, voids: false, cells: new Map() };
    rows.set(`${pk} ${sk}`, found);
    return found;
  };
  const add = (counted: ReturnType<typeof countedAs>, by: number) => {
    if (!counted) return;
    const { cells } = rowOf(counted.row);
    cells.set(counted.cell, (cells.get(counted.cell) ?? 0) + by);
  };
  for (const change of changes) {
    if (change.change === 'count-results') for (const [cell, count] of change.cells) add({ ...change, cell }, count);
    if (!('kind' in change) || (change.change !== 'create' && change.change !== 'replace')) continue;
    if (change.kind === 'result') {
      if (change.change === 'replace') add(countedAs(change.before), -1);
      add(countedAs(change.value), 1);
    }
    if (change.kind === 'batch' && change.change === 'replace') {
      const { before, value } = change;
      if (before.status === 'dispatched' && value.status === 'voided') rowOf({ batchId: change.id }).voids = true;
    }
  }
  return [...rows.values()].flatMap(({ row, voids, cells }) => {
    const changed = [...cells].filter(([, by]) => by !== 0);
    return changed.length > 0 || voids ? [countAction(db, row, voids, changed)] : [];
  });
}

function countAction(db: Db, row: CountRow, voids: boolean, changed: readonly (readonly [string, number])[]): Planned {
  const names = changed.map(([cell], index) => [`#c${index}`, cellPrefix + cell] as const);
  const values = changed.map(([, by], index) => [`:c${index}`, by] as const);
  const added = ['#changes :one', ...changed.map((_, index) => `#c${index} :c${index}`)].join(', ');
  return {
    action: {
      Update: {
        TableName: db.names.results,
        Key: keyOf(row),
        UpdateExpression: `${voids ? 'SET voided = :true ' : ''}ADD ${added}`,
        ExpressionAttributeNames: { '#changes': 'changes', ...Object.fromEntries(names) },
        ExpressionAttributeValues: { ':one': 1, ...(voids && { ':true': true }), ...Object.fromEntries(values) },
      },
    },
    // Without a condition only another transaction can refuse it: whoever asks is to look again.
    refused: stale('result', keyOf(row).sk),
  };
}
