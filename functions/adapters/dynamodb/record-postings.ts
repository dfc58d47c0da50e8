import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { departmentCodes } from '../../../shared/codes/departments.ts';
import { walkOf } from '../../../shared/platform/lists.ts';
import { definitionOf, type RecordKind, type RecordOf, recordKinds } from '../../../shared/platform/records.ts';
import { keys } from '../../../shared/platform/tables.ts';
import { every } from '../../../shared/use-cases/every.ts';
import type { Page, PagePosition } from '../../../shared/use-cases/ports/paging.ts';
import type { Posting, Records, Stored } from '../../../shared/use-cases/ports/records.ts';
import { getAll } from './bulk.ts';
import type { Db, Row } from './client.ts';
import { filterOf, satisfies } from './filter.ts';
import { walkIndex } from './index-walk.ts';
import { isDone, writeState } from './once.ts';
import { parseRow, storedRecord } from './rows.ts';
import { absent, transactDroppingRefused } from './transact.ts';

/** A page whose records have so many bytes ends, whatever was asked for: a function can answer with 6 MB. */
const pageBytes = 3_000_000;

const postingKey = <K extends RecordKind>(kind: K, id: string, order: string) =>
  keys.posting(kind, 'all', `${order}#${id}`);

/** The row by which the one list of its kind finds a record; none where the kind has no such list. */
export function recordPosting<K extends RecordKind>(kind: K, id: string, value: RecordOf<K>): Row | undefined {
  const { posted } = definitionOf(kind);
  return posted && { ...postingKey(kind, id, posted.order(value)), id, value: posted.asked(value) };
}

const PostingRow = z.object({
  pk: z.string(),
  sk: z.string(),
  id: z.string(),
  value: z.record(z.string(), z.unknown()),
});
const Key = z.strictObject({ pk: z.string(), sk: z.string() });

type PostedQuery<K extends RecordKind> = Parameters<Records['posted']>[0] & { readonly kind: K };

/** A megabyte of postings, filtered, from a place on: as many as a page takes, and where the next one begins. */
async function readPostings<K extends RecordKind>(db: Db, { kind, where, page, consistent }: PostedQuery<K>) {
  const { pk } = postingKey(kind, '', '');
  const filter = filterOf('value', where);
  // A place in the lists that were walked before every record was posted is none here: it begins anew.
  const from = Key.safeParse(page.from).data;
  const { Items = [], LastEvaluatedKey } = await db.client.send(
    new QueryCommand({
      TableName: db.names.workflow,
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: filter?.expression,
      ExpressionAttributeNames: filter?.names,
      ExpressionAttributeValues: { ':pk': pk, ...filter?.values },
      ...(from?.pk === pk && { ExclusiveStartKey: from }),
      ScanIndexForward: false,
      ...(consistent && { ConsistentRead: true }),
      ...(!filter && { Limit: page.limit + 1 }),
    }),
  );
  const postings = Items.map((row) => parseRow(PostingRow, row, 'workflow', row));
  const looked = postings.slice(0, page.limit);
  const last = looked.at(-1);
  const next: PagePosition | undefined =
    postings.length > looked.length && last ? { pk: last.pk, sk: last.sk } : Key.safeParse(LastEvaluatedKey).data;
  return { looked, ...(next && { next }) };
}

export async function listPostings<K extends RecordKind>(db: Db, query: PostedQuery<K>): Promise<Page<Posting>> {
  const { looked, next } = await readPostings(db, query);
  const items = looked.map(({ pk, sk, id, value }) => ({ id, place: { pk, sk }, asked: value }));
  return { items, ...(next && { next }) };
}

/**
 * A megabyte of postings, filtered, and the records of a page of them. What is shown and what a filter lets through is
 * decided by the records: a posting can hide one, never show anything else of it.
 */
export async function listPosted<K extends RecordKind>(
  db: Db,
  query: PostedQuery<K>,
): Promise<Page<Stored<RecordOf<K>>>> {
  const { kind, where } = query;
  const { looked, next } = await readPostings(db, query);
  const rows = await getAll(
    db,
    definitionOf(kind).table,
    looked.map(({ id }) => keys.record(kind, id)),
  );
  const byKey = new Map(rows.map((row) => [row.pk, row]));

  const items: Stored<RecordOf<K>>[] = [];
  let bytes = 0;
  for (const [index, { pk, sk, id }] of looked.entries()) {
    const row = byKey.get(keys.record(kind, id).pk);
    const found = row && (await storedRecord(kind, row));
    // A plan that was moved to another year has another number: it is found there.
    if (!found || !satisfies(found.value, where) || recordPosting(kind, id, found.value)?.sk !== sk) continue;
    items.push(found);
    bytes += Buffer.byteLength(JSON.stringify(row));
    if (bytes >= pageBytes && (index + 1 < looked.length || next)) return { items, next: { pk, sk } };
  }
  return { items, ...(next && { next }) };
}

/** Whether every record is posted; that it is is final, so the process remembers it. Visits were posted later than others. */
export function postedState(db: Db): Records['isPosted'] {
  const all = isDone(db, 'workflow', keys.searchIndex());
  const visits = isDone(db, 'workflow', keys.visitIndex());
  return (kind) => (kind === 'visit' ? visits() : all());
}

const pageSize = 100;

/** Posts every record of an earlier version; what is written meanwhile brings its own posting. */
export async function postRecords(db: Db, thisYear: number): Promise<{ readonly records: number }> {
  const isPosted = postedState(db);
  let records = 0;
  for (const kind of recordKinds.filter((each) => definitionOf(each).posted)) {
    if (await isPosted(kind === 'visit' ? kind : undefined)) continue;
    const { table, lists } = definitionOf(kind);
    const everywhere = kind === 'visit' ? { in: 'ofYear', of: yearsUntil(thisYear) } : everyDepartment;
    const walk = { table, ...walkOf(lists, everywhere), root: 'value' } as const;
    const read = async (rows: readonly Row[]) => rows.map((row) => ({ row, item: row }));
    for await (const row of every((page) => walkIndex(db, { ...walk, page, read }), pageSize)) {
      const { value } = await storedRecord(kind, row);
      const Item = recordPosting(kind, String(row.pk).slice(kind.length + 1), value);
      const put = { Put: { TableName: db.names.workflow, Item, ConditionExpression: absent } };
      await transactDroppingRefused(db, () => [], [[put]]);
      records += 1;
    }
  }
  for (const state of [keys.searchIndex(), keys.visitIndex()])
    await writeState(db, 'workflow', state, { done: records, complete: true });
  return { records };
}

const everyDepartment = { in: 'ofDepartment', of: departmentCodes } as const;

/** No county drew with this system before; a window may lie in the next year. */
const firstYear = 2024;
const yearsUntil = (year: number) => Array.from({ length: year + 2 - firstYear }, (_, n) => firstYear + n);
