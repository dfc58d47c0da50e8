import { beforeEach, describe, expect, test } from 'vitest';
import type { InspectionItem } from '../../shared/domain/registry/registry.ts';
import { publishItemLists } from '../../shared/use-cases/registry/public-items.ts';
import { anItem } from '../support/drawable-county.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';
import { retire, rewrite } from '../support/two-persons.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
});

const officer = person('SCJG', 'officer');
let keys = 0;
const create = async (more: Partial<InspectionItem>) => {
  keys += 1;
  return expectOk(await system.as(officer)('createItem', { key: `item-000${keys}`, body: ofMarket(more) }));
};
const ofMarket = (more: Partial<InspectionItem>) => anItem('SCJG', more);
const listed = async () => {
  const { items } = expectOk(await system.as(undefined)('listPublicItems', {}));
  return items.map(({ id, version, content }) => [id, version, content]);
};

describe('the item list that the public reads', () => {
  test('has an item as soon as it is in the list, in no plan, and its current version after each change', async () => {
    await create({ id: 'SCJG-001', content: '旧内容' });
    expect(await listed()).toEqual([['SCJG-001', 1, '旧内容']]);
    const params = { id: 'SCJG-001' };
    const body = ofMarket({ id: 'SCJG-001', content: '新内容' });
    expectOk(await system.as(officer)('updateItem', { params, version: 1, body }));
    expect(await listed()).toEqual([['SCJG-001', 2, '新内容']]);
    expectOk(await system.as(officer)('tagItems', { body: { ids: ['SCJG-001'], add: ['牵头'], remove: [] } }));
    expect(await listed()).toEqual([['SCJG-001', 3, '新内容']]);
  });

  test('has no item that is out of force; whoever has its address still reads it', async () => {
    await create({ id: 'SCJG-001' });
    await create({ id: 'SCJG-002', name: '另一事项' });
    const params = { id: 'SCJG-001' };
    await retire(system, officer, { kind: 'item', rowId: params.id, version: 1 }, '依据废止');
    expect((await listed()).map(([id]) => id)).toEqual(['SCJG-002']);
    expect(expectOk(await system.as(undefined)('getPublicItem', { params }))).toMatchObject({ version: 2 });
  });

  test('has, of an item that stands in two lists, the one of the higher list', async () => {
    await create({ id: 'SCJG-001', name: '食品检查', level: '县' });
    const higher = { id: 'SCJG-900', name: '食品 检查', level: '省' } as const;
    await create({ ...higher, status: '失效' });
    await rewrite(system, officer, { kind: 'item', rowId: higher.id, version: 1 }, ofMarket(higher));
    expect((await listed()).map(([id]) => id)).toEqual(['SCJG-900']);
    await retire(system, officer, { kind: 'item', rowId: 'SCJG-900', version: 2 }, '省级清单取消');
    expect((await listed()).map(([id]) => id)).toEqual(['SCJG-001']);
  });

  test('that is written anew as a whole does not set back what somebody has changed meanwhile', async () => {
    await create({ id: 'SCJG-001', content: '旧内容' });
    const { registry } = system.store;
    const params = { id: 'SCJG-001' };
    const body = ofMarket({ id: 'SCJG-001', content: '新内容' });
    const overtaken: typeof registry = {
      ...registry,
      async *all(kind, where) {
        yield* await Array.fromAsync(registry.all(kind, where));
        expectOk(await system.as(officer)('updateItem', { params, version: 1, body }));
      },
    };
    await publishItemLists({ registry: overtaken, published: system.store.published }, ['SCJG'], {
      entity: 'plan',
      id: 'P1',
    });
    expect(await listed()).toEqual([['SCJG-001', 2, '新内容']]);
  });
});
