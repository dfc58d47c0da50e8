import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { capacityCounter } from '../../bench/cost/capacity-counter.ts';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { searchForm } from '../../shared/base/typed-text.ts';
import { createRow, replaceRow } from '../../shared/use-cases/changes.ts';
import type { PagePosition } from '../../shared/use-cases/ports/paging.ts';
import type { RowSearch } from '../../shared/use-cases/ports/registry.ts';
import { anItem } from '../support/drawable-county.ts';
import { dyingAfter } from '../support/dying-client.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { postingsIn, withoutPostings } from '../support/postings.ts';
import { addObjects, closed, commit, objectNow, opened, stageObjects } from '../support/registry-imports.ts';
import { anEvent, anObject } from '../support/stored-rows.ts';

let store: TestStore;
beforeEach(async () => {
  store = await storeForTest();
});

type By = RowSearch<'object'>['by'];

/** Every page of a search; an object that is found twice is a fault. */
async function found(by: By, where: RowSearch<'object'>['where'] = [], limit = 7): Promise<string[]> {
  const ids: string[] = [];
  let from: PagePosition | undefined;
  do {
    const page = await store.registry.search({ kind: 'object', by, where, page: { limit, ...(from && { from }) } });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    ids.push(...page.items.map(({ value }) => value.id));
    from = page.next;
  } while (from);
  expect(new Set(ids).size).toBe(ids.length);
  return ids.toSorted();
}

const byName = (name: string) => found({ name: searchForm(name) });

const postings = () => postingsIn(store);

describe('a search by name', () => {
  test('finds any part, however it was typed, each object once, page by page', async () => {
    await addObjects(store, ['a'], { name: '睢县ＫＦＣ 餐厅' });
    await addObjects(store, ['b'], { name: '睢县睢县睢县饭店' });
    await addObjects(store, ['c'], { name: '城关镇（北关）超市' });
    expect(await byName('kfc餐')).toEqual(['a']);
    expect(await byName('睢县')).toEqual(['a', 'b']);
    expect(await byName('店')).toEqual(['b']);
    expect(await byName('【北关】 超')).toEqual(['c']);
    expect(await byName('超市睢县')).toEqual([]);
    expect(await found({ name: '睢' }, [], 1)).toEqual(['a', 'b']);
  });

  test('is right through every change of a name', async () => {
    await addObjects(store, ['a'], { name: '旧名饭店' });
    await commit(
      store,
      replaceRow(await objectNow(store, 'a'), anObject('a', { name: '新名饭店' }), anEvent('update')),
    );
    expect(await byName('旧名')).toEqual([]);
    expect(await byName('新名饭')).toEqual(['a']);
    expect((await postings()).filter((key) => key.includes('旧'))).toEqual([]);
  });

  test('is filtered by what stands beside a name and by what does not', async () => {
    await addObjects(store, ['a', 'b'], { name: '睢县饭店', township: '411422206' });
    await addObjects(store, ['c'], {
      name: '睢县饭店',
      township: '411422105',
      tags: ['重点'],
      supervisors: ['SCJG', 'WJW'],
    });
    const name = '睢县饭店';
    expect(await found({ name }, [{ field: 'township', equals: '411422206' }])).toEqual(['a', 'b']);
    expect(await found({ name }, [{ field: 'tags', contains: '重点' }])).toEqual(['c']);
    expect(await found({ name }, [{ field: 'supervisors', contains: 'WJW' }])).toEqual(['c']);
    expect(await found({ name }, [{ field: 'department', oneOf: ['WJW'] }])).toEqual([]);
  });

  test('finds a name too long for one transaction by every part of it, before and after it is changed', async () => {
    const long = Array.from({ length: 280 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('');
    await addObjects(store, ['a'], { name: long });
    const after = [...long].toReversed().join('');
    for (const at of [0, 99, 150, 270]) expect(await byName(long.slice(at, at + 9))).toEqual(['a']);
    await commit(store, replaceRow(await objectNow(store, 'a'), anObject('a', { name: after }), anEvent('update')));
    for (const at of [0, 99, 150, 270]) {
      expect(await byName(after.slice(at, at + 9))).toEqual(['a']);
      expect(await byName(long.slice(at, at + 9))).toEqual([]);
    }
  });
});

test('a search by number takes the beginning in any case; by township and by supervisor it has exactly those', async () => {
  await addObjects(store, ['W-12b', 'W-13'], { township: '411422206' });
  await addObjects(store, ['x-1'], { department: 'WJW', supervisors: ['WJW', 'CGJ'] });
  expect(await found({ code: 'w-1' })).toEqual(['W-12b', 'W-13']);
  expect(await found({ code: 'W-12B' })).toEqual(['W-12b']);
  expect(await found({ code: 'W-2' })).toEqual([]);
  expect(await found({ township: '411422206' })).toEqual(['W-12b', 'W-13']);
  expect(await found({ supervisor: 'CGJ' })).toEqual(['x-1']);
});

describe('what an import brings', () => {
  const renamed = (id: string) => anObject(id, { name: `导入的${id}`, township: '411422206' });
  beforeEach(async () => {
    await addObjects(store, ['o1', 'o2']);
    await commit(store, opened('i1'));
    await stageObjects(store, 'i1', ['o1', 'n1'].map(renamed));
  });
  const seen = async () => [await byName('导入的'), await byName('号商店'), await found({ township: '411422206' })];

  test('is not found while it is staged, as a whole from the activation on, and leaves no old posting behind', async () => {
    expect(await seen()).toEqual([[], ['o1', 'o2'], []]);
    await commit(store, closed('i1'));
    expect(await seen()).toEqual([['n1', 'o1'], ['o2'], ['n1', 'o1']]);
    await store.staging.settle('i1', 'object');
    expect(await seen()).toEqual([['n1', 'o1'], ['o2'], ['n1', 'o1']]);
    expect((await postings()).filter((key) => key.includes('商') && !key.includes('#o2#'))).toEqual([]);
  });

  test('is gone with the import when it is discarded', async () => {
    await store.staging.discard('i1', 'object');
    await commit(store, closed('i1'));
    expect(await seen()).toEqual([[], ['o1', 'o2'], []]);
    expect((await postings()).filter((key) => key.includes('入') || key.includes('#n1#'))).toEqual([]);
  });

  test('is found when it is edited before it was settled, and settling takes nothing away', async () => {
    await commit(store, closed('i1'));
    const row = await objectNow(store, 'o1');
    await commit(store, replaceRow(row, { ...row.value, name: '睢县o1号商店' }, anEvent('update')));
    await store.staging.settle('i1', 'object');
    expect(await byName('号商店')).toEqual(['o1', 'o2']);
    expect(await byName('导入的')).toEqual(['n1']);
  });

  test('is found when the next import stages it again before the first was settled', async () => {
    await commit(store, closed('i1'));
    await commit(store, opened('i2'));
    await stageObjects(store, 'i2', [anObject('o1')]);
    await store.staging.settle('i1', 'object');
    expect(await byName('号商店')).toEqual(['o2']);
    await commit(store, closed('i2'));
    expect(await byName('号商店')).toEqual(['o1', 'o2']);
    await store.staging.settle('i2', 'object');
    expect(await byName('号商店')).toEqual(['o1', 'o2']);
    expect(await byName('导入的')).toEqual(['n1']);
  });
});

test('an import killed at any write is found as a whole once it was run again', async () => {
  for (let life = 0; ; life += 1) {
    store = await storeForTest();
    await addObjects(store, ['o1', 'o2']);
    await commit(store, opened('i1'));
    const dying: TestStore = {
      ...dynamoStore({ client: dyingAfter(store.db.client, life), names: store.db.names }),
      db: store.db,
    };
    const rows = [anObject('o1', { name: '导入的一' }), anObject('n1', { name: '导入的二' })];
    const run = async (on: TestStore) => {
      await stageObjects(on, 'i1', rows);
      await store.work.commit([closed('i1')]);
      await on.staging.settle('i1', 'object');
    };
    const survived = await run(dying).then(
      () => true,
      () => false,
    );
    if (!survived) {
      await stageObjects(store, 'i1', rows);
      await store.work.commit([closed('i1')]);
      await store.staging.settle('i1', 'object');
    }
    expect(await byName('导入的')).toEqual(['n1', 'o1']);
    expect(await byName('商店')).toEqual(['o2']);
    if (survived) break;
  }
});

test('a posting that names a row which is gone or was renamed shows nothing', async () => {
  await addObjects(store, ['a'], { name: '旧名' });
  const before = await postings();
  const row = await objectNow(store, 'a');
  await commit(store, replaceRow(row, { ...row.value, name: '新名' }, anEvent('update')));
  for (const key of before.filter((key) => key.includes('旧'))) {
    const [pk = '', sk = ''] = key.split(' / ');
    await store.db.client.send(new PutCommand({ TableName: store.db.names.registry, Item: { pk, sk, at: 0, v: {} } }));
  }
  expect(await byName('旧')).toEqual([]);
  expect(await byName('名')).toEqual(['a']);
});

describe('rows of an earlier version', () => {
  test('have every posting once the index was built, staged rows too, and nothing is written again afterwards', async () => {
    await addObjects(store, ['a', 'b', 'c']);
    await commit(store, createRow('item', anItem('SCJG'), anEvent()));
    await commit(store, opened('i1'));
    await stageObjects(store, 'i1', [anObject('b', { name: '导入的' })]);
    const whole = await postings();
    await withoutPostings(store);
    expect(await store.registry.isIndexed()).toBe(false);
    expect(await store.registry.index()).toEqual({ rows: 5 });
    expect(await postings()).toEqual(whole);
    expect(await store.registry.isIndexed()).toBe(true);
    expect(await store.registry.index()).toEqual({ rows: 0 });
  });

  test('keep what was written while the index was built', async () => {
    await addObjects(store, ['a']);
    await withoutPostings(store);
    const row = await objectNow(store, 'a');
    await commit(store, replaceRow(row, { ...row.value, township: '411422206' }, anEvent('update')));
    await store.registry.index();
    expect(await found({ name: '商店' }, [{ field: 'township', equals: '411422206' }])).toEqual(['a']);
    expect(await found({ township: '411422105' })).toEqual([]);
  });
});

test('whatever is added, renamed, imported, discarded and settled, a search has what a look at every row has', async () => {
  const word = fc.constantFrom('睢县', '饭店', '超市', 'ABC', ' ');
  const name = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => `店${words.join('')}`);
  const id = fc.constantFrom('p1', 'p2', 'p3', 'p4');
  const step = fc.oneof(
    fc.record({ act: fc.constant('write' as const), id, name }),
    fc.record({
      act: fc.constant('import' as const),
      rows: fc.uniqueArray(fc.record({ id, name }), { selector: (r) => r.id, minLength: 1 }),
      end: fc.constantFrom('settle', 'activate', 'discard'),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      store = await storeForTest();
      const unsettled: string[] = [];
      for (const [n, one] of steps.entries()) {
        if (one.act === 'write') {
          const row = await store.registry.find('object', one.id);
          const value = anObject(one.id, { name: one.name });
          await commit(store, row ? replaceRow(row, value, anEvent('update')) : createRow('object', value, anEvent()));
          continue;
        }
        const importId = `i${n}`;
        await commit(store, opened(importId));
        await stageObjects(
          store,
          importId,
          one.rows.map(({ id, name }) => anObject(id, { name })),
        );
        if (one.end === 'discard') await store.staging.discard(importId, 'object');
        await commit(store, closed(importId));
        if (one.end === 'settle') await store.staging.settle(importId, 'object');
        if (one.end === 'activate') unsettled.push(importId);
        if (n % 2 === 0) for (const late of unsettled.splice(0)) await store.staging.settle(late, 'object');
      }
      const all = await Array.fromAsync(store.registry.all('object'));
      for (const part of ['睢县', '店abc', '饭店超市', '店']) {
        const expected = all.filter(({ value }) => searchForm(value.name).includes(part)).map(({ value }) => value.id);
        expect(await byName(part)).toEqual(expected.toSorted());
      }
    }),
    { numRuns: 25 },
  );
});

test('a page takes at most three requests, the registry however large', async () => {
  const counter = capacityCounter();
  counter.observer.watch(store.db.client);
  await addObjects(store, ['a', 'b'], { name: '睢县饭店' });
  const where = [{ field: 'supervisors', contains: 'SCJG' }];
  await counter.observer.around(
    'search',
    () => store.registry.search({ kind: 'object', by: { name: '饭店' }, where, page: { limit: 50 } }),
    () => true,
  );
  expect(
    counter.done
      .at(-1)
      ?.requests.map(({ command }) => command)
      .toSorted(),
  ).toEqual(['BatchGet', 'Query', 'Query']);
});
