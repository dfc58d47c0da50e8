import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type IndexDefinition, type TableName, tables } from '../../../shared/platform/tables.ts';
import type { Match, Page, PagePosition, PageRequest } from '../../../shared/use-cases/ports/paging.ts';
import type { Db, Row } from './client.ts';
import { filterOf } from './filter.ts';

/** Queries one call may spend; a filter that matches little then answers a short page with a place to go on. */
const maxQueries = 40;
/** Rows read per query when a filter may refuse most of them. */
const filteredRows = 500;
/** A page whose rows have so many bytes ends, whatever was asked for: a function can answer with 6 MB. */
const pageBytes = 3_000_000;
/** Sorts after every key that begins with the text before it: the last code point. */
const afterEverything = '\u{10ffff}';

export interface IndexWalk<T> {
  readonly table: TableName;
  readonly index: string;
  readonly partitions: readonly string[];
  readonly between?: readonly [from: string, to: string] | undefined;
  readonly where?: readonly Match[] | undefined;
  /** The map attribute that `where` speaks of. */
  readonly root: 'value' | 'body';
  readonly page: PageRequest;
  readonly newestFirst?: boolean | undefined;
  /** What the rows of one query stand for; a row that is not to be seen is left out. */
  readonly read: (rows: readonly Row[]) => Promise<readonly { readonly row: Row; readonly item: T }[]>;
}

/** Walks the partitions of an index in order and answers one page of what `read` lets through. */
export async function walkIndex<T>(db: Db, walk: IndexWalk<T>): Promise<Page<T>> {
  const { page, partitions } = walk;
  const items: T[] = [];
  let { partition, after } = startOf(page.from, partitions);
  /** The place of the last item of a full page; it becomes `next` once one more item is known to follow. */
  let full: PagePosition | undefined;
  let bytes = 0;

  for (let queries = 0; partition < partitions.length; queries += 1) {
    if (queries === maxQueries) return { items, next: full ?? positionOf(partitions[partition], after) };
    const { rows, last } = await query(db, walk, partitions[partition] ?? '', after, page.limit + 1 - items.length);
    for (const { row, item } of await walk.read(rows)) {
      if (full) return { items, next: full };
      items.push(item);
      bytes += Buffer.byteLength(JSON.stringify(row));
      if (items.length === page.limit || bytes >= pageBytes) full = positionOf(partitions[partition], keyOf(walk, row));
    }
    after = last;
    if (!last) partition += 1;
  }
  return { items };
}

async function query(db: Db, walk: IndexWalk<unknown>, partition: string, after: Row | undefined, wanted: number) {
  const index = definitionOf(walk);
  const filter = filterOf(walk.root, walk.where ?? []);
  const [from, to] = walk.between ?? [];
  const bounded = from !== undefined && to !== undefined;
  const { Items, LastEvaluatedKey } = await db.client.send(
    new QueryCommand({
      TableName: db.names[walk.table],
      IndexName: walk.index,
      KeyConditionExpression: `#pk = :pk${bounded ? ' AND #sk BETWEEN :from AND :to' : ''}`,
      FilterExpression: filter?.expression,
      ExpressionAttributeNames: { '#pk': index.partition, ...(bounded && { '#sk': index.sort }), ...filter?.names },
      ExpressionAttributeValues: {
        ':pk': partition,
        ...(bounded && { ':from': from, ':to': `${to}${afterEverything}` }),
        ...filter?.values,
      },
      ExclusiveStartKey: after,
      Limit: filter ? Math.max(filteredRows, wanted) : wanted,
      ScanIndexForward: !walk.newestFirst,
    }),
  );
  return { rows: Items ?? [], last: LastEvaluatedKey };
}

function definitionOf({ table, index }: IndexWalk<unknown>): IndexDefinition {
  const indexes: Readonly<Record<string, IndexDefinition>> = tables[table].indexes;
  const definition = indexes[index];
  if (!definition) throw new Error(`table ${table} has no index ${index}`);
  return definition;
}

/** A row's own keys are a position: reading goes on right after it. */
function keyOf(walk: IndexWalk<unknown>, row: Row): Row {
  const { partition, sort } = definitionOf(walk);
  return { pk: row.pk, sk: row.sk, [partition]: row[partition], [sort]: row[sort] };
}

const Key = z.record(z.string(), z.string());

const positionOf = (partition = '', after: Row | undefined): PagePosition => ({
  partition,
  ...(after && Key.parse(after)),
});

/**
 * A position names its partition, since the walk may have moved: the months of "the last twelve" are others after
 * midnight. One that is no longer walked has nothing after it.
 */
function startOf(from: PagePosition | undefined, partitions: readonly string[]) {
  if (!from) return { partition: 0, after: undefined };
  const { partition, ...after } = from;
  const at = partitions.indexOf(String(partition));
  return { partition: at < 0 ? partitions.length : at, after: Object.keys(after).length > 0 ? after : undefined };
}
