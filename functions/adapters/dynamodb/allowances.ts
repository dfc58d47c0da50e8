import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '../../../shared/platform/tables.ts';
import type { Allowances } from '../../../shared/use-cases/ports/allowances.ts';
import type { Db } from './client.ts';

const hourSeconds = 3600;

/** A counter for each name and hour, which expires after it. A use whose answer was lost may count twice. */
export const allowancesOf = (db: Db): Allowances => ({
  async use(name, limit, now) {
    const seconds = Math.floor(now.getTime() / 1000);
    const ends = (Math.floor(seconds / hourSeconds) + 1) * hourSeconds;
    try {
      await db.client.send(
        new UpdateCommand({
          TableName: db.names.ops,
          Key: keys.allowance(name, ends),
          UpdateExpression: 'SET expiresAt = :ends ADD used :one',
          ConditionExpression: 'attribute_not_exists(used) OR used < :limit',
          ExpressionAttributeValues: { ':ends': ends, ':one': 1, ':limit': limit },
        }),
      );
      return undefined;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return { againAfterSeconds: ends - seconds };
      throw error;
    }
  },
});
