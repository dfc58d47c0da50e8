import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { searchForm } from '../../../shared/base/typed-text.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { PublicDocument } from '../../../shared/public/public-document.ts';
import { pairOf, resultLists, resultTerms } from '../../../shared/public/result-terms.ts';
import type { Match, Page } from '../../../shared/use-cases/ports/paging.ts';
import type { ResultSearch } from '../../../shared/use-cases/ports/public-record.ts';
import { getAll } from './bulk.ts';
import type { Db, Row } from './client.ts';
import { filterOf } from './filter.ts';
import { parseRow } from './rows.ts';

const Key = z.object({ pk: z.string(), sk: z.string() });
const DocumentRow = Key.extend({ body: z.record(z.string(), z.unknown()) });
const afterEverything = '\u{10ffff}';

/**
 * The search index of what is published: one posting for each list a document stands in, with what it is filtered by.
 * A posting may outlive its document's edition, so a document found by it is compared with it.
 */
export function publicPostings(document: Pick<PublicDocument, 'kind' | 'part' | 'body'>): readonly Row[] {
  const terms = resultTerms(document);
  return terms ? terms.lists.map((list) => ({ ...keys.posting('result', list, terms.sort), v: terms.beside })) : [];
}

/** The keys of the postings that a document ends. */
export function endedPostings(document: PublicDocument): readonly z.infer<typeof Key>[] {
  const { kind, part, replaces = [] } = document;
  const nameOf = ({ pk, sk }: Row) => `${pk} / ${sk}`;
  const kept = new Set(publicPostings(document).map(nameOf));
  const before = replaces.flatMap((body) => publicPostings({ kind, ...(part !== undefined && { part }), body }));
  const ended = before.filter((row) => !kept.has(nameOf(row))).map(({ pk, sk }) => Key.parse({ pk, sk }));
  return [...new Map(ended.map((key) => [nameOf(key), key])).values()];
}

/** One page in two requests: a megabyte of postings, filtered by what stands beside them, and their documents. */
export async function searchResults(db: Db, search: ResultSearch): Promise<Page<PublicDocument['body']>> {
  const { between, page } = search;
  const { list, where } = placeOf(search);
  const filter = filterOf('v', where);
  const { Items = [], LastEvaluatedKey } = await db.client.send(
    new QueryCommand({
      TableName: db.names.public,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      FilterExpression: filter?.expression,
      ExpressionAttributeNames: filter?.names,
      ExpressionAttributeValues: {
        ':pk': keys.posting('result', list, '').pk,
        ':from': between[0],
        ':to': `${between[1]}${afterEverything}`,
        ...filter?.values,
      },
      ExclusiveStartKey: Key.strict().safeParse(page.from).data,
      ScanIndexForward: false,
      ...(filter ? {} : { Limit: page.limit + 1 }),
    }),
  );
  const postings = Items.map((row) => parseRow(Key, row, 'public', row));
  const shown = postings.slice(0, page.limit);
  const items = await documentsAt(db, shown);
  const next = postings.length > shown.length ? shown.at(-1) : LastEvaluatedKey && Key.parse(LastEvaluatedKey);
  return next ? { items, next } : { items };
}

/** The list that narrows most, and what is left to be filtered. */
function placeOf({ name, department, township }: ResultSearch): { list: string; where: readonly Match[] } {
  const part = name === undefined ? '' : searchForm(name);
  const pair = pairOf(part);
  const named = part !== '' && [...part].length > 2 ? [{ field: 'name', contains: part }] : [];
  const of = department === undefined ? [] : [{ field: 'department', equals: department }];
  const inside = township === undefined ? [] : [{ field: 'township', equals: township }];
  if (pair !== undefined) return { list: resultLists.name(pair), where: [...named, ...of, ...inside] };
  const single = part === '' ? [] : [{ field: 'name', contains: part }];
  if (township !== undefined) return { list: resultLists.township(township), where: [...single, ...of] };
  if (department !== undefined) return { list: resultLists.department(department), where: single };
  return { list: resultLists.all(), where: single };
}

/** The documents that postings name, in their order, without those that stand there no longer. */
async function documentsAt(
  db: Db,
  postings: readonly z.infer<typeof Key>[],
): Promise<readonly PublicDocument['body'][]> {
  const ids = [...new Set(postings.map(({ sk }) => idOf(sk)))];
  const rows = await getAll(
    db,
    'public',
    ids.map((id) => keys.document('result', id)),
  );
  const bodies = new Map(
    rows.map((row) => {
      const { body } = parseRow(DocumentRow, row, 'public', row);
      return [String(body.id), body];
    }),
  );
  return postings.flatMap(({ pk, sk }) => {
    const body = bodies.get(idOf(sk));
    const there =
      body && publicPostings({ kind: 'result', body }).some((posting) => posting.pk === pk && posting.sk === sk);
    return there ? [body] : [];
  });
}

const idOf = (sort: string): string => sort.slice(sort.indexOf('#') + 1);
