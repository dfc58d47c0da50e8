import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { keys } from '../../../shared/platform/tables.ts';
import type { Counters } from '../../../shared/use-cases/ports/counters.ts';
import type { Change } from '../../../shared/use-cases/ports/unit-of-work.ts';
import { writeToken } from '../write-token.ts';
import { type Planned, stale } from './actions.ts';
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
  async peek(name) {
    const row = new GetCommand({ TableName: db.names.workflow, Key: keys.counter(name), ConsistentRead: true });
    const { Item } = await db.client.send(row);
    return Item ? Counted.parse(Item).value + 1 : 1;
  },
});

/** A number that was peeked, taken with everything else of a commit. It counts for nobody whose answer was lost. */
export const takeNumber = (db: Db, { counter, number }: Extract<Change, { change: 'take-number' }>): Planned => ({
  action: {
    Update: {
      TableName: db.names.workflow,
      Key: keys.counter(counter),
      UpdateExpression: 'SET #value = :number, countedBy = :commit',
      ConditionExpression: number === 1 ? 'attribute_not_exists(#value)' : '#value = :before',
      ExpressionAttributeNames: { '#value': 'value' },
      ExpressionAttributeValues: {
        ':number': number,
        ':commit': `commit ${number}`,
        ...(number > 1 && { ':before': number - 1 }),
      },
    },
  },
  refused: stale('counter', counter),
});
