import {
  CreateTableCommand,
  DescribeTableCommand,
  type DescribeTableCommandOutput,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { type IndexDefinition, primaryKey, type TableName, tableNames, tables } from '../shared/platform/tables.ts';

export type PhysicalNames = Readonly<Record<TableName, string>>;

/** The names of all tables of one system, e.g. `suiji-workflow`. */
export const namesWith = (prefix: string): PhysicalNames => {
  const name = (table: TableName) => `${prefix}${table}`;
  return {
    registry: name('registry'),
    workflow: name('workflow'),
    results: name('results'),
    informants: name('informants'),
    public: name('public'),
    audit: name('audit'),
    ops: name('ops'),
  };
};

/** A table with an outdated layout; it cannot be used, and is not deleted without consent. */
export class OutdatedTable extends Error {
  override readonly name = 'OutdatedTable';
  constructor(table: string) {
    super(
      `数据表 ${table} 是旧版本的结构，请先停止系统，清空它的数据目录（npm run reset，启动时用过 --state 的加上同样的 -- --state 目录）。` +
        ` (table ${table} has an older layout: run "npm run reset", with the --state of the start)`,
    );
  }
}

/** Creates every missing table of shared/platform/tables.ts. Idempotent. */
export async function createTables(client: DynamoDBClient, names: PhysicalNames): Promise<void> {
  for (const table of tableNames) await createTable(client, table, names[table]);
}

async function createTable(client: DynamoDBClient, table: TableName, TableName: string): Promise<void> {
  const indexes: Readonly<Record<string, IndexDefinition>> = tables[table].indexes;
  const found = await describe(client, TableName);
  if (found) {
    const present = (found.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName).toSorted();
    if (present.join() !== Object.keys(indexes).toSorted().join()) throw new OutdatedTable(TableName);
    return;
  }
  const keySchema = ({ partition, sort }: IndexDefinition) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
  const attributes = [primaryKey, ...Object.values(indexes)].flatMap(({ partition, sort }) => [partition, sort]);
  const secondary = Object.entries(indexes).map(([IndexName, index]) => ({
    IndexName,
    KeySchema: keySchema(index),
    Projection: { ProjectionType: 'ALL' as const },
  }));
  try {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: keySchema(primaryKey),
        ...(secondary.length > 0 && { GlobalSecondaryIndexes: secondary }),
      }),
    );
  } catch (error) {
    // Another process created it at the same moment.
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

async function describe(
  client: DynamoDBClient,
  TableName: string,
): Promise<DescribeTableCommandOutput['Table'] | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
