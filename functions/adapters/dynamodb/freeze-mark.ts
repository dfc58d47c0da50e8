import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { keys } from '../../../shared/platform/tables.ts';
import type { FreezeMark } from '../../../shared/use-cases/ports/registry.ts';
import type { Change } from '../../../shared/use-cases/ports/unit-of-work.ts';
import { type Planned, stale } from './actions.ts';
import type { Db } from './client.ts';
import { parseRow } from './rows.ts';

const MarkRow = z.object({
  freezes: z.int().default(0),
  undone: z.int().default(0),
  batchNumber: z.string().optional(),
});

export async function readFreezeMark(db: Db): Promise<FreezeMark> {
  const { Item } = await db.client.send(
    new GetCommand({ TableName: db.names.workflow, Key: keys.freezeMark(), ConsistentRead: true }),
  );
  const { freezes, undone, batchNumber } = parseRow(MarkRow, Item ?? {}, 'workflow', Item ?? {});
  return { freezes, undone, ...(batchNumber !== undefined && { batch: batchNumber }) };
}

/** The condition that a count is still what was read; a count that nothing has been added to is absent. */
const still = (name: 'freezes' | 'undone', count: number) =>
  count === 0
    ? { ConditionExpression: `attribute_not_exists(${name})` }
    : { ConditionExpression: `${name} = :seen`, values: { ':seen': count } };

export function noteFreeze(db: Db, { batch, undone }: Extract<Change, { change: 'note-freeze' }>): Planned {
  const { values, ...condition } = { values: {}, ...(undone !== undefined && still('undone', undone)) };
  return {
    action: {
      Update: {
        TableName: db.names.workflow,
        Key: keys.freezeMark(),
        UpdateExpression: 'SET batchNumber = :batch ADD freezes :one',
        ...condition,
        ExpressionAttributeValues: { ':batch': batch, ':one': 1, ...values },
      },
    },
    refused: stale('batch', batch),
  };
}

export function noteUndo(db: Db, { importId, freezes }: Extract<Change, { change: 'note-undo' }>): Planned {
  const { values, ...condition } = { values: {}, ...still('freezes', freezes) };
  return {
    action: {
      Update: {
        TableName: db.names.workflow,
        Key: keys.freezeMark(),
        UpdateExpression: 'ADD undone :one',
        ...condition,
        ExpressionAttributeValues: { ':one': 1, ...values },
      },
    },
    refused: stale('import', importId),
  };
}
