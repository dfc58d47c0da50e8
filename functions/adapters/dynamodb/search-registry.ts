import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { tidyCode } from '../../../shared/base/typed-text.ts';
import type { RegistryKind } from '../../../shared/domain/registry/kinds.ts';
import type { RegistryRow } from '../../../shared/domain/registry/registry.ts';
import {
  charactersOf,
  comparedCharacters,
  placeIn,
  type SearchTerm,
  searchLists,
} from '../../../shared/domain/registry/search-terms.ts';
import { labelsFor } from '../../../shared/domain/registry/supervision.ts';
import { keys, type RowSlot } from '../../../shared/platform/tables.ts';
import type { Match, Page, PagePosition } from '../../../shared/use-cases/ports/paging.ts';
import type { RowSearch, StoredRow } from '../../../shared/use-cases/ports/registry.ts';
import { getAll, maxGets } from './bulk.ts';
import type { Db, Row } from './client.ts';
import { filterOf, satisfies } from './filter.ts';
import type { ImportStates } from './import-states.ts';
import { matchesBeside, nameBeside, postingsOf } from './postings.ts';
import { markedRows, slotKey } from './registry-rows.ts';
import { parseRow } from './rows.ts';

const Key = z.object({ pk: z.string(), sk: z.string() });
const PostingRow = Key.extend({ at: z.number().optional() });

interface Candidate {
  readonly key: z.infer<typeof Key>;
  readonly at: number | undefined;
  readonly id: string;
  readonly slot: RowSlot;
}

/**
 * One page of a search, in at most three requests however many rows there are: a megabyte of postings, filtered by what
 * stands beside them, and the rows of up to a hundred of them. A department that asks for a name is answered from what it
 * supervises where a megabyte holds all of that, which takes the third. A page may be short, even empty, and still name a
 * place to go on. While imports are open on its rows, one more request reads their states.
 */
export async function searchRegistry<K extends RegistryKind>(
  db: Db,
  states: ImportStates,
  { kind, by, where = [], page }: RowSearch<K>,
): Promise<Page<StoredRow<K>>> {
  // A place in the list that was walked before every row was indexed is none here: it begins anew.
  const from = Key.strict().safeParse(page.from).data;
  const walks = walksOf(by, where).filter(
    ({ list }) => from === undefined || from.pk === keys.posting(kind, list, '').pk,
  );
  const read = await Promise.all(walks.map((walk) => readPostings(db, kind, walk, where, page.limit, from)));
  const { candidates, last, asked } = read.find((one) => one.last === undefined) ?? read.at(-1) ?? nothing;
  const looked = candidates.slice(0, asked);
  const rows = await rowsOf(db, states, kind, looked);

  const part = 'name' in by ? by.name : undefined;
  const items: StoredRow<K>[] = [];
  let full: PagePosition | undefined;
  for (const candidate of looked) {
    const row = rows.get(nameOf(candidate));
    if (!row || !satisfies(labelled(row.value, where), where) || !standsThere(row, candidate, part)) continue;
    if (full) return { items, next: full };
    items.push(row);
    if (items.length === page.limit) full = candidate.key;
  }
  const more = candidates.length > looked.length ? looked.at(-1)?.key : last;
  return more ? { items, next: full ?? more } : { items };
}

/** A list to walk, from its beginning or from what begins with a text in it, and what its postings must hold. */
interface Walk {
  readonly list: string;
  readonly begins: string;
  readonly beside: SearchTerm['beside'];
  readonly holds?: readonly Match[];
  /** Whether a row may stand there and not be meant. */
  readonly judged?: true;
}

interface Postings {
  readonly candidates: readonly Candidate[];
  /** Where the megabyte ended, unless the list did. */
  readonly last: z.infer<typeof Key> | undefined;
  /** How many rows are worth reading. */
  readonly asked: number;
}
const nothing: Postings = { candidates: [], last: undefined, asked: 0 };

async function readPostings(
  db: Db,
  kind: RegistryKind,
  { list, begins, beside, holds = [], judged }: Walk,
  where: readonly Match[],
  limit: number,
  from: z.infer<typeof Key> | undefined,
): Promise<Postings> {
  const filter = filterOf('v', [...matchesBeside(beside, where), ...holds]);
  const asked = Math.min(maxGets, judged || where.length > 0 ? maxGets : limit + 1);
  const { Items = [], LastEvaluatedKey } = await db.client.send(
    new QueryCommand({
      TableName: db.names.registry,
      KeyConditionExpression: begins === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :begins)',
      FilterExpression: filter?.expression,
      ExpressionAttributeNames: filter?.names,
      ExpressionAttributeValues: {
        ':pk': keys.posting(kind, list, '').pk,
        ...(begins !== '' && { ':begins': begins }),
        ...filter?.values,
      },
      ExclusiveStartKey: from,
      ...(filter ? {} : { Limit: asked }),
    }),
  );
  return { candidates: Items.map(candidateOf), last: LastEvaluatedKey && Key.parse(LastEvaluatedKey), asked };
}

/** The department that a filter asks for as a supervisor: whoever is not an overseer asks for its own. */
function supervisorIn(where: readonly Match[]): string | undefined {
  const asked = where.find((match) => 'contains' in match && match.field === 'supervisors');
  return asked && 'contains' in asked ? asked.contains : undefined;
}

/** The lists in which everything that is asked for stands; the first that is read to its end is enough. */
function walksOf(by: RowSearch<RegistryKind>['by'], where: readonly Match[]): readonly Walk[] {
  if ('code' in by) {
    const holds = by.name === undefined ? [] : [{ field: nameBeside, contains: by.name }];
    return [{ list: searchLists.id(), begins: codeForm(by.code), beside: 'many', holds, judged: true }];
  }
  if ('township' in by) return [{ list: searchLists.township(by.township), begins: '', beside: 'many' }];
  if ('continued' in by) return [{ list: searchLists.continued(), begins: '', beside: 'few' }];
  if ('supervisor' in by) return [{ list: searchLists.supervisor(by.supervisor), begins: '', beside: 'many' }];
  const [first = '', ...rest] = charactersOf(by.name);
  const begins = rest.slice(0, comparedCharacters - 1).join('');
  const named = { list: searchLists.name(first), begins, beside: 'few', judged: true } as const;
  const own = supervisorIn(where);
  if (own === undefined) return [named];
  const holds = [{ field: nameBeside, contains: by.name }];
  return [{ list: searchLists.supervisor(own), begins: '', beside: 'many', holds, judged: true }, named];
}

/** An object as the asking department sees its labels; who oversees all departments sees all. */
function labelled(value: RegistryRow[RegistryKind], where: readonly Match[]): unknown {
  if (!('supervisors' in value)) return value;
  const asking = value.supervisors.filter((code) => (supervisorIn(where) ?? code) === code);
  return { ...value, tags: labelsFor(value, asking) };
}

/**
 * Whether the row stands where the posting says; an old posting may be left of what was in the slot before. Of a name that
 * has the part twice, the posting of its first place stands for it.
 */
function standsThere(row: StoredRow, { key, at, slot }: Candidate, part: string | undefined): boolean {
  const place = part === undefined ? at : placeIn(row.value.name, part);
  if (place !== at && (at !== undefined || place === undefined)) return false;
  return postingsOf(row.kind, slot, row.value).some(({ key: { pk, sk } }) => pk === key.pk && sk === key.sk);
}

const codeForm = (code: string): string => tidyCode(code).toUpperCase();

const nameOf = ({ id, slot }: Pick<Candidate, 'id' | 'slot'>): string => `${id}#${slot}`;

function candidateOf(row: Row): Candidate {
  const { pk, sk, at } = parseRow(PostingRow, row, 'registry', row);
  const [, id, slot] = /#([^#]+)#([ab])$/.exec(sk) ?? [];
  if (id === undefined || (slot !== 'a' && slot !== 'b')) throw new Error(`posting ${pk} / ${sk} names no row`);
  return { key: { pk, sk }, at, id, slot };
}

/** The visible rows among those that postings name, by id and slot. */
async function rowsOf<K extends RegistryKind>(
  db: Db,
  states: ImportStates,
  kind: K,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, StoredRow<K>>> {
  const wanted = new Map(
    candidates.map((candidate) => [nameOf(candidate), slotKey(kind, candidate.id, candidate.slot)]),
  );
  const read = await getAll(db, 'registry', [...wanted.values()]);
  const visible = await states.visible(await markedRows(kind, read));
  return new Map(visible.map((row) => [`${row.value.id}#${row.slot}`, row]));
}
