import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Db, Row } from './client.ts';

/** Every row a query on the primary key finds, page by page and consistently. */
export async function* queryPages({ client }: Pick<Db, 'client'>, input: QueryCommandInput): AsyncGenerator<Row[]> {
  let after: Row | undefined;
  do {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({ ...input, ConsistentRead: true, ExclusiveStartKey: after }),
    );
    yield Items ?? [];
    after = LastEvaluatedKey;
  } while (after);
}

/** The same, gathered: for partitions that are small by nature. */
export async function queryAll(db: Pick<Db, 'client'>, input: QueryCommandInput): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of queryPages(db, input)) rows.push(...page);
  return rows;
}

/** The rows of one partition whose sort key begins with `prefix`. */
export const partitionQuery = (TableName: string, pk: string, prefix?: string): QueryCommandInput => ({
  TableName,
  KeyConditionExpression: prefix === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': pk, ...(prefix !== undefined && { ':prefix': prefix }) },
});
