import { beforeAll, describe, expect, test } from 'vitest';
import type { CallOf, OperationName } from '../../shared/api/client.ts';
import { operations } from '../../shared/api/contract.ts';
import { publicIdOf } from '../../shared/domain/result/inspection-result.ts';
import type { ResultDocument } from '../../shared/public/result-document.ts';
import { anObject } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, officer, resultOf } from '../support/inspections.ts';
import { expectOk } from '../support/system.ts';

/** Whoever may be a person: each with an id that an outsider could know. */
const people = [
  { id: '92411422MA00PERS01', creditCode: '92411422MA00PERS01', name: '张三无照摊点', kind: '无证无照户' },
  { id: 'P-1002', name: '李四早餐摊', kind: '个体工商户' },
  { id: 'P-1003', name: '王五占道经营', kind: '行为' },
] as const;
const masked = ['张**', '李**', '王**'];

let county: Inspections;
let results: readonly string[];
beforeAll(async () => {
  county = await inspectionsForTest();
  const published: string[] = [];
  for (const person of people) {
    const { creditCode: _, ...object } = anObject(person);
    const id = resultOf(await county.dispatch({ object: { ...object, ...person } }));
    await county.published(id);
    published.push(id);
  }
  results = published;
});

const ask = (operation: string, call: object) =>
  county.as(undefined)(operation as OperationName, call as CallOf<OperationName>) as Promise<unknown>;

/** Every public operation that reads and needs no address, and each public result by its own. */
async function everythingPublic(): Promise<readonly string[]> {
  const open = operations.filter(({ route }) => route.access === 'public' && route.method === 'GET' && !route.params);
  const lists = await Promise.all(
    open.filter(({ route }) => !route.success.file).map(({ operation }) => ask(operation, { query: {} })),
  );
  const { items } = expectOk(await county.as(undefined)('listPublicResults', { query: {} }));
  const each = items.flatMap(({ id }: ResultDocument) => [
    ask('getPublicResult', { params: { id } }),
    ask('getPublicResult', { params: { id }, query: { edition: '1' } }),
  ]);
  return [...lists, ...(await Promise.all(each))].map((answer) => JSON.stringify(answer));
}

describe('what is public of people whose names are masked', () => {
  test('nowhere says by which id they are registered, in no field and no address', async () => {
    const text = (await everythingPublic()).join('\n');
    for (const name of masked) expect(text).toContain(name);
    for (const { id } of people) expect(text).not.toContain(id);
  });

  test('is found under an id that a repeated publication keeps and that nothing about it can be made into', async () => {
    const ids = await Promise.all(results.map(async (id) => (await county.store.records.find('result', id))?.value));
    const publicIds = ids.map((value) => (value ? publicIdOf(value) : ''));
    for (const id of publicIds) expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(publicIds).size).toBe(people.length);
    const [id = ''] = results;
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '漏填事项' }));
    await county.published(id);
    const again = (await county.store.records.find('result', id))?.value;
    expect(again).toMatchObject({ edition: 2, publicId: publicIds[0] });
  });

  test('is not found under the id that is made of batch and object: the question would tell who was drawn', async () => {
    for (const id of results)
      expect(await ask('getPublicResult', { params: { id } })).toMatchObject({
        ok: false,
        error: { kind: 'not-found' },
      });
  });
});

test('a result published before it had a public id stays where it was', () => {
  expect(publicIdOf({ id: 'B1.S1.SCJG' })).toBe('B1.S1.SCJG');
});
