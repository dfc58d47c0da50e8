import {
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
} from '@aws-sdk/client-dynamodb';

/** Operations on whole tables, in the cloud or by a double. */
export interface ControlPlane {
  /** The latest restorable time of a table; undefined if it has no recovery. */
  readonly latestRestorable: (table: string) => Promise<Date | undefined>;
  /** Starts restoring `source`, as of a time, to `target`; returns before `target` exists. */
  readonly restore: (source: string, target: string, at: Date) => Promise<void>;
  readonly status: (table: string) => Promise<'absent' | 'under-way' | 'ready'>;
  readonly remove: (table: string) => Promise<void>;
}

/** Point-in-time recovery of DynamoDB, with the operator's rights. */
export const dynamodbControlPlane = (client: DynamoDBClient): ControlPlane => ({
  async latestRestorable(TableName) {
    const { ContinuousBackupsDescription } = await client.send(new DescribeContinuousBackupsCommand({ TableName }));
    return ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.LatestRestorableDateTime;
  },
  async restore(SourceTableName, TargetTableName, RestoreDateTime) {
    await client.send(new RestoreTableToPointInTimeCommand({ SourceTableName, TargetTableName, RestoreDateTime }));
  },
  async status(TableName) {
    try {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      const indexes = Table?.GlobalSecondaryIndexes ?? [];
      const isReady = Table?.TableStatus === 'ACTIVE' && indexes.every(({ IndexStatus }) => IndexStatus === 'ACTIVE');
      return isReady ? 'ready' : 'under-way';
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return 'absent';
      throw error;
    }
  },
  async remove(TableName) {
    await client.send(new DeleteTableCommand({ TableName }));
  },
});
