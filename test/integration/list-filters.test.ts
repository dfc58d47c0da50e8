import { beforeAll, describe, expect, test } from 'vitest';
import type { AnswerOf, CallOf, OperationName } from '../../shared/api/client.ts';
import { operations } from '../../shared/api/contract.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { filteredCounty } from '../support/filtered-county.ts';
import { listFilters } from '../support/list-filters.ts';
import { queryAnswers } from '../support/query-answers.ts';
import { expectOk, person, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await filteredCounty();
  await system.runJob('index-search');
});

type Query = Readonly<Record<string, string>>;
type ListName = keyof typeof listFilters;

/** Every page of a list, as somebody reads it. */
async function walked(who: Principal | undefined, operation: OperationName, query: Query, limit = '100') {
  const found: object[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 50; pages += 1) {
    const asked = { query: { ...query, limit, ...(cursor !== undefined && { cursor }) } };
    const answer = await system.as(who)(operation, asked as CallOf<OperationName>);
    // Values that exclude each other may be refused, and then there must be nothing that both hold of.
    if (!answer.ok && answer.error.kind === 'invalid-input') return [];
    const { items, next } = expectOk(answer) as AnswerOf<'listResults'>;
    found.push(...items);
    if (next === undefined) return found;
    cursor = next;
  }
  throw new Error(`${operation} has no end`);
}

/** What the contract table offers beside the pages: every parameter of every operation that reads. */
const offered = operations.flatMap(({ operation, route }) =>
  route.method === 'GET' ? Object.keys(route.query?.shape ?? {}).map((name) => [operation, name] as const) : [],
);
const isList = (operation: string): operation is ListName => Object.hasOwn(listFilters, operation);
const chosen = offered.filter(([, name]) => name !== 'limit' && name !== 'cursor');

describe('every parameter of a query that the contract offers', () => {
  test.each(chosen.filter(([operation]) => isList(operation)))('%s?%s is tried below', (operation, name) => {
    expect(isList(operation) && Object.keys(listFilters[operation].filters)).toContain(name);
  });

  test.each(chosen.filter(([operation]) => !isList(operation)))('%s?%s changes the answer', async (operation, name) => {
    const asked = queryAnswers[`${operation}?${name}`];
    if (!asked) throw new Error('nobody has said how it is tried');
    const [without, given] = await asked(system);
    expect(given).not.toEqual(without);
  });
});

const cases = Object.entries(listFilters).flatMap(([operation, list]) =>
  list.readers.map(([reads, who, reach]) => ({ operation: operation as ListName, list, reads, who, reach })),
);

describe.each(cases)('$operation as $reads', ({ operation, list, who, reach }) => {
  const idOf = (item: object): string => list.idOf(item as never);
  /** Everything that the filters choose from, whoever reads. */
  let all: readonly object[];
  beforeAll(async () => {
    const found = await Promise.all(list.everything.map((query) => walked(list.readers[0][1], operation, query)));
    all = [...new Map(found.flat().map((item) => [idOf(item), item])).values()];
  });
  const expected = (query: Query) =>
    all
      .filter((item) => reach(item as never, query))
      .filter((item) =>
        Object.entries(query).every(([name, value]) => list.filters[name]?.[value]?.(item as never, who)),
      )
      .map(idOf)
      .toSorted();
  const single = Object.entries(list.filters).flatMap(([name, values]) =>
    Object.keys(values).map((value): Query => ({ [name]: value })),
  );
  const firsts = single.filter((query, at) => Object.keys(query)[0] !== Object.keys(single[at - 1] ?? {})[0]);
  const pairs = firsts.flatMap((one, at) => firsts.slice(at + 1).map((other) => ({ ...one, ...other })));

  test.each([{}, ...single, ...pairs])('by %j is exactly what all of it says', async (query: Query) => {
    const found = await walked(who, operation, query);
    expect(found.map(idOf).toSorted()).toEqual(expected(query));
  });

  test.each(firsts)('by %j is the same one by one', async (query) => {
    const found = await walked(who, operation, query, '1');
    expect(found.map(idOf).toSorted()).toEqual(expected(query));
  });

  test('some value of each filter keeps something and drops something', () => {
    const idle = Object.entries(list.filters).filter(([, values]) =>
      Object.values(values).every((holds) => new Set(all.map((item) => holds(item as never, who))).size < 2),
    );
    expect(idle.map(([name]) => name)).toEqual([]);
  });
});

describe('whoever leads a batch', () => {
  const lead = person('SCJG', 'officer');

  test('reads each visit and result of it, also those in which the own department has no part', async () => {
    const query = { batch: 'two-leads', department: 'GAJ' } as const;
    const [visit] = expectOk(await system.as(lead)('listVisits', { query })).items;
    const [result] = expectOk(await system.as(lead)('listResults', { query })).items;
    const read = (operation: 'getVisit' | 'getResult', id = '') => system.as(lead)(operation, { params: { id } });
    expect(expectOk(await read('getVisit', visit?.id))).toMatchObject({ lead: 'GAJ', departments: ['GAJ'] });
    expect(expectOk(await read('getResult', result?.id))).toMatchObject({ department: 'GAJ' });
  });

  test('changes no result of another department, and a department without a part reads none', async () => {
    const [result] = await walked(lead, 'listResults', { batch: 'two-leads', department: 'GAJ' });
    const { id, version } = result as { id: string; version: number };
    const foreign = { error: { kind: 'foreign-department' } };
    const submit = { params: { id }, version, body: {} };
    expect(await system.as(lead)('submitResult', submit)).toMatchObject(foreign);
    expect(await system.as(person('WJW', 'officer'))('getResult', { params: { id } })).toMatchObject({
      error: { kind: 'not-found' },
    });
  });
});
