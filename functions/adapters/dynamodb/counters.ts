import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { keys } from '../../../shared/platform/tables.ts';
import type { Counters } from '../../../shared/use-cases/ports/counters.ts';
import { writeToken } from '../write-token.ts';
import type { Db } from './client.ts';

const Counted = z.object({ value: z.int().min(1) });

/**
 * Counters lie with the workflow, not with the expendable rows: a number must never come twice. The row names the call
 * that counted last, so that a call whose answer was lost is given its number instead of another one.
 */
export const countersOf = (db: Db): Counters => ({
  async next(name) {
    const count = new UpdateCommand({
      TableName: db.names.workflow,
      Key: keys.counter(name),
      UpdateExpression: 'SET countedBy = :me ADD #value :one',
      ConditionExpression: 'attribute_not_exists(countedBy) OR countedBy <> :me',
      ExpressionAttributeNames: { '#value': 'value' },
      ExpressionAttributeValues: { ':one': 1, ':me': writeToken() },
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      return Counted.parse((await db.client.send(count)).Attributes).value;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return Counted.parse({ value: Number(error.Item?.value?.N) }).value;
    }
  },
});
