import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { keys } from '../../../shared/platform/tables.ts';
import type { KeptResponse, Requests } from '../../../shared/use-cases/ports/requests.ts';
import { writeToken } from '../write-token.ts';
import type { Db } from './client.ts';
import { parseRow } from './rows.ts';

const lockSeconds = 60;
const keptSeconds = 24 * 3600;
/** A row holds 400 KB; a longer answer is not kept, and its repeat meets the record that it created. */
const maxKeptBytes = 300 * 1024;

const ClaimRow = z.object({
  run: z.string().optional(),
  bodyHash: z.string(),
  lockedUntil: z.int(),
  expiresAt: z.int(),
  response: z.object({ statusCode: z.int(), headers: z.record(z.string(), z.string()), body: z.string() }).optional(),
});

const secondsOf = (now: Date): number => Math.floor(now.getTime() / 1000);

export const requestsOf = (db: Db): Requests => {
  const TableName = db.names.ops;

  const claimed = async (claim: string, run: string, bodyHash: string, now: number): Promise<boolean> => {
    const free =
      'attribute_not_exists(pk) OR expiresAt <= :now' +
      ' OR (attribute_not_exists(#response) AND lockedUntil <= :now AND bodyHash = :bodyHash)';
    const Item = {
      ...keys.idempotency(claim),
      run,
      bodyHash,
      lockedUntil: now + lockSeconds,
      expiresAt: now + keptSeconds,
    };
    const claimIt = new PutCommand({
      TableName,
      Item,
      ConditionExpression: free,
      ExpressionAttributeNames: { '#response': 'response' },
      ExpressionAttributeValues: { ':now': now, ':bodyHash': bodyHash },
    });
    return held(() => db.client.send(claimIt));
  };

  const release = async (claim: string): Promise<void> => {
    await db.client.send(new DeleteCommand({ TableName, Key: keys.idempotency(claim) }));
  };

  return {
    async begin(claim, bodyHash, now) {
      const seconds = secondsOf(now);
      const run = writeToken();
      if (await claimed(claim, run, bodyHash, seconds)) return { state: 'new' };
      const Key = keys.idempotency(claim);
      const { Item } = await db.client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      // Released between the two calls: whoever asks again finds it free.
      if (!Item) return { state: 'running', freeAfterSeconds: 1 };
      const found = parseRow(ClaimRow, Item, 'ops', Item);
      // Claimed by this very call, whose first answer was lost.
      if (found.run === run) return { state: 'new' };
      if (found.bodyHash !== bodyHash) return { state: 'other-body' };
      return found.response
        ? { state: 'done', response: found.response }
        : { state: 'running', freeAfterSeconds: Math.max(1, found.lockedUntil - seconds) };
    },

    async finish(claim, response, now) {
      if (bytesOf(response) > maxKeptBytes) return release(claim);
      const keep = new UpdateCommand({
        TableName,
        Key: keys.idempotency(claim),
        UpdateExpression: 'SET #response = :response, expiresAt = :expiresAt',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#response': 'response' },
        ExpressionAttributeValues: { ':response': response, ':expiresAt': secondsOf(now) + keptSeconds },
      });
      // The request is carried out; a claim that is gone by now changes nothing about that.
      await held(() => db.client.send(keep));
    },

    release,
  };
};

const bytesOf = (response: KeptResponse): number => Buffer.byteLength(JSON.stringify(response));

/** Whether the condition of a write held. */
async function held(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
