import { ScanCommand, type ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Db, Row } from '../functions/adapters/dynamodb/client.ts';

/** Parallel scans of a whole table. Only operational commands scan: a request never does. */
const segments = 8;

/** Passes each row, restricted to `attributes` if any are named, to `visit`; rows of different segments come in any order. */
export async function scanTable(
  { client }: Pick<Db, 'client'>,
  TableName: string,
  attributes: readonly string[] | undefined,
  visit: (row: Row) => void,
): Promise<void> {
  const names = Object.fromEntries((attributes ?? []).map((name, index) => [`#a${index}`, name]));
  const projected = { ProjectionExpression: Object.keys(names).join(', '), ExpressionAttributeNames: names };
  const asked = { TableName, ...(attributes && projected) };
  await inSegments(client, asked, ({ Items = [] }) => Items.forEach(visit));
}

/** The current number of rows of a table, or of those that have an attribute. */
export async function countTable({ client }: Pick<Db, 'client'>, TableName: string, having?: string): Promise<number> {
  let count = 0;
  const filter = having !== undefined && {
    FilterExpression: 'attribute_exists(#having)',
    ExpressionAttributeNames: { '#having': having },
  };
  await inSegments(client, { TableName, Select: 'COUNT', ...filter }, ({ Count = 0 }) => {
    count += Count;
  });
  return count;
}

async function inSegments(
  client: Db['client'],
  asked: ScanCommandInput,
  visit: (page: { readonly Items?: Row[] | undefined; readonly Count?: number | undefined }) => void,
): Promise<void> {
  const read = async (Segment: number) => {
    let after: Row | undefined;
    do {
      const page = await client.send(
        new ScanCommand({ ...asked, Segment, TotalSegments: segments, ConsistentRead: true, ExclusiveStartKey: after }),
      );
      visit(page);
      after = page.LastEvaluatedKey;
    } while (after);
  };
  await Promise.all(Array.from({ length: segments }, (_, segment) => read(segment)));
}
