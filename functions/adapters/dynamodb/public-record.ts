import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ChainName } from '../../../shared/domain/audit/audit-chain.ts';
import { contentDigest, documentName } from '../../../shared/domain/audit/content.ts';
import type { Entry } from '../../../shared/domain/audit/sealed-list.ts';
import { placeAttributes, walkOf } from '../../../shared/platform/lists.ts';
import { keys } from '../../../shared/platform/tables.ts';
import { publicLists } from '../../../shared/public/lists.ts';
import type { PublicDocument } from '../../../shared/public/public-document.ts';
import type { Page, PageRequest } from '../../../shared/use-cases/ports/paging.ts';
import type { PublicRecord } from '../../../shared/use-cases/ports/public-record.ts';
import type { Db, Row } from './client.ts';

import { walkIndex } from './index-walk.ts';
import { isDone } from './once.ts';
import { parseRow } from './rows.ts';
import { endedPostings, publicPostings, searchResults } from './search-published.ts';
import { packs, transactDroppingRefused } from './transact.ts';

/** Bodies differ by kind and are masked before they come here; the response schema of a route says what each holds. */
const DocumentRow = z.object({ pk: z.string(), sk: z.string(), body: z.record(z.string(), z.unknown()) });

const bodyOf = (row: Row): PublicDocument['body'] => parseRow(DocumentRow, row, 'public', row).body;

/** `of` names the chain whose event says what the document holds. */
export function documentRow({ kind, id, part, version, body, places }: PublicDocument, of?: ChainName): Row {
  const row = { ...keys.document(kind, id, part), ...placeAttributes('public', places), body };
  return { ...row, ...(version !== undefined && { version }), ...(of && { of: `${of.entity}#${of.id}` }) };
}

/** The digest of a document's row: of its body and of where lists show it. */
export const documentDigest = ({ pk: _pk, sk: _sk, of: _of, writtenBy: _writtenBy, ...rest }: Row): string =>
  contentDigest(rest);

const entryOf = (document: PublicDocument): Entry => [
  documentName(document.kind, document.id, document.part),
  documentDigest(documentRow(document)),
];

/** Names and digests of documents, for the event that goes with them. */
export const digestsOf = (documents: readonly PublicDocument[]): Readonly<Record<string, string>> | undefined =>
  documents.length === 0 ? undefined : Object.fromEntries(documents.map(entryOf));

const unlessNewer = ({ version }: PublicDocument) =>
  version !== undefined && {
    ConditionExpression: 'attribute_not_exists(#version) OR #version <= :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  };

export const publicRecord = (db: Db): PublicRecord => ({
  async find(kind, id, part) {
    const Key = keys.document(kind, id, part);
    const { Item } = await db.client.send(new GetCommand({ TableName: db.names.public, Key, ConsistentRead: true }));
    return Item && bodyOf(Item);
  },

  parts: (kind, id, page) => partsOf(db, keys.document(kind, id), page),

  list: ({ kind, ...query }) =>
    walkIndex(db, {
      ...query,
      ...walkOf(publicLists[kind], query),
      table: 'public',
      root: 'body',
      read: async (rows) => rows.map((row) => ({ row, item: bodyOf(row) })),
    }),

  search: (search) => searchResults(db, search),

  isIndexed: isDone(db, 'public', keys.searchIndex()),

  index: async (thisMonth) => (await import('./index-search.ts')).indexPublished(db, thisMonth),

  async put(documents, of) {
    const TableName = db.names.public;
    // A posting may be written before its document and may outlive it; a document without its postings is not found.
    const postings = documents.flatMap((document) => [
      ...publicPostings(document).map((Item) => [{ Put: { TableName, Item } }]),
      ...endedPostings(document).map((Key) => [{ Delete: { TableName, Key } }]),
    ]);
    for (const pack of packs(postings)) await transactDroppingRefused(db, () => [], pack);
    const puts = documents.map((document) => [
      { Put: { TableName, Item: documentRow(document, of), ...unlessNewer(document) } },
    ]);
    const written: Entry[] = [];
    let from = 0;
    for (const pack of packs(puts)) {
      const own = documents.slice(from, from + pack.length);
      from += pack.length;
      const { dropped } = await transactDroppingRefused(db, () => [], pack);
      written.push(...own.filter((_, index) => !dropped.has(index)).map(entryOf));
    }
    return written;
  },
});

/** The parts beside the current document, by name. */
async function partsOf(
  db: Db,
  { pk, sk: current }: { readonly pk: string; readonly sk: string },
  { limit, from }: PageRequest,
): Promise<Page<PublicDocument['body']>> {
  const { Items, LastEvaluatedKey } = await db.client.send(
    new QueryCommand({
      TableName: db.names.public,
      KeyConditionExpression: 'pk = :pk AND sk > :after',
      ExpressionAttributeValues: { ':pk': pk, ':after': from?.after ?? ' ' },
      ConsistentRead: true,
      // The current document and one more to see whether a page follows.
      Limit: limit + 2,
    }),
  );
  const parts = (Items ?? []).filter(({ sk }) => sk !== current);
  const items = parts.slice(0, limit);
  const last = parts.length > limit ? items.at(-1) : LastEvaluatedKey;
  return { items: items.map(bodyOf), ...(last && { next: { after: z.string().parse(last.sk) } }) };
}
