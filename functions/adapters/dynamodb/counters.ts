import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { keys } from '../../../shared/platform/tables.ts';
import type { Counters } from '../../../shared/use-cases/ports/counters.ts';
import type { Db } from './client.ts';

const Counted = z.object({ value: z.int().min(1) });

/** Counters lie with the workflow, not with the expendable rows: a number must never come twice. */
export const countersOf = (db: Db): Counters => ({
  async next(name) {
    const { Attributes } = await db.client.send(
      new UpdateCommand({
        TableName: db.names.workflow,
        Key: keys.counter(name),
        UpdateExpression: 'ADD #value :one',
        ExpressionAttributeNames: { '#value': 'value' },
        ExpressionAttributeValues: { ':one': 1 },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return Counted.parse(Attributes).value;
  },
});
