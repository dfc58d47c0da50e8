import { beforeAll, describe, expect, test } from 'vitest';
import type { AnswerOf, CallOf } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { createRow } from '../../shared/use-cases/changes.ts';
import { anItem, numbered, shop } from '../support/drawable-county.ts';
import { commit } from '../support/registry-imports.ts';
import { anEvent, anInspector } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

type Query = NonNullable<CallOf<'listObjects'>['query']>;

const officer = person('SCJG', 'officer');
const office = person('FGW', 'office');
const classes = ['A', 'B', 'C', 'D'] as const;
const statuses = ['存续', '停业', '注销'] as const;
/** Sixty shops of 市场监管 (every second open to 卫健), thirty of 卫健 that 市场监管 supervises too, ten that it does not. */
const shops = numbered(60, (n) =>
  shop(n, {
    township: n % 3 === 0 ? '411422206' : '411422105',
    industry: n % 4 === 0 ? 'H6210' : 'F5211',
    creditClass: classes[n % 4] ?? 'A',
    status: statuses[n % 3] ?? '存续',
    tags: n % 7 === 0 ? ['重点', '食品'] : [],
  }),
);
const clinics = numbered(30, (n) =>
  shop(n, { id: `W${n}`, name: `诊所${n}`, department: 'WJW', supervisors: ['WJW', 'SCJG'], industry: 'Q8425' }),
);
const foreign = numbered(10, (n) =>
  shop(n, { id: `X${n}`, name: `医院${n}`, department: 'WJW', supervisors: ['WJW'], industry: 'Q8411' }),
);
const objects = [...shops, ...clinics, ...foreign];

let system: TestSystem;
let indexed: TestSystem;
beforeAll(async () => {
  system = await county();
  indexed = await county();
  await indexed.runJob('index-search');
});

async function county(): Promise<TestSystem> {
  const system = await systemForTest();
  const changes = objects.map((value) => createRow('object', value, anEvent()));
  for (let at = 0; at < changes.length; at += 20) await commit(system.store, ...changes.slice(at, at + 20));
  const items = [
    anItem('SCJG', { tags: ['牵头'] }),
    anItem('WJW', { kind: 'general', ratioCap: cap, jointField: '餐饮' }),
  ];
  await commit(system.store, ...items.map((value) => createRow('item', value, anEvent())));
  const inspectors = [
    anInspector('R1', '2028-12-31'),
    { ...anInspector('R2', '2028-12-31'), department: 'WJW' as const },
  ];
  await commit(system.store, ...inspectors.map((value) => createRow('inspector', value, anEvent())));
  return system;
}

const cap = { ratio: 500, document: '年度方案' };

/** Every page of a list; a page may be short. */
async function walked(query: Query, who: Principal = officer, of = system): Promise<string[]> {
  const ids: string[] = [];
  let page: AnswerOf<'listObjects'> | undefined;
  do {
    page = expectOk(await of.as(who)('listObjects', { query: { ...query, ...(page && { cursor: page.next }) } }));
    ids.push(...page.items.map(({ id }) => id));
  } while (page.next !== undefined);
  return ids;
}

const idsOf = (
  rows: readonly (typeof objects)[number][],
  keep: (row: (typeof objects)[number]) => boolean = () => true,
) =>
  rows
    .filter(keep)
    .map(({ id }) => id)
    .toSorted();
const mine = [...shops, ...clinics];

const counties: Record<string, () => TestSystem> = {
  'before every row is in the search index': () => system,
  'once every row is in the search index': () => indexed,
};

describe.each(Object.entries(counties))('a list of objects %s', (_, county) => {
  test.each<[Query, (row: (typeof objects)[number]) => boolean]>([
    [{ department: 'SCJG' }, ({ department }) => department === 'SCJG'],
    [{ department: 'WJW' }, ({ department }) => department === 'WJW'],
    [{ township: '411422206' }, ({ township }) => township === '411422206'],
    [{ industry: 'H' }, ({ industry }) => industry.startsWith('H')],
    [{ industry: 'H62' }, ({ industry }) => industry.startsWith('H62')],
    [{ industry: 'F5211' }, ({ industry }) => industry === 'F5211'],
    [{ creditClass: 'D' }, ({ creditClass }) => creditClass === 'D'],
    [{ kind: '个体工商户' }, ({ kind }) => kind === '个体工商户'],
    [{ status: '注销' }, ({ status }) => status === '注销'],
    [{ tag: '食品' }, ({ tags }) => tags.includes('食品')],
    [{ code: 'W1' }, ({ id }) => id.startsWith('W1')],
    [{ name: '第1' }, ({ name }) => name.includes('第1')],
    [
      { name: '商店', creditClass: 'A', township: '411422105', tag: '重点' },
      ({ name, creditClass, township, tags }) =>
        name.includes('商店') && creditClass === 'A' && township === '411422105' && tags.includes('重点'),
    ],
  ])('asked for by %o has exactly those, page by page', async (query, keep) => {
    for (const limit of [4, 100]) {
      const ids = await walked({ ...query, limit }, officer, county());
      expect(ids.toSorted()).toEqual(idsOf(mine, keep));
    }
  });

  test('of a department that is named twice has each object once', async () => {
    expect((await walked({ department: 'SCJG,WJW,SCJG', limit: 9 }, officer, county())).toSorted()).toEqual(
      idsOf(mine),
    );
  });

  test('of an officer has what the department keeps or supervises, of the joint office everything', async () => {
    expect((await walked({}, officer, county())).toSorted()).toEqual(idsOf(mine));
    expect((await walked({}, office, county())).toSorted()).toEqual(idsOf(objects));
    expect((await walked({}, person('WJW', 'inspector'), county())).toSorted()).toEqual(
      idsOf(objects, ({ supervisors }) => supervisors.includes('WJW')),
    );
    expect(await walked({}, person('GAJ', 'officer'), county())).toEqual([]);
  });
});

describe('a search', () => {
  const ids = async (query: Query, who = officer) => (await walked(query, who, indexed)).toSorted();

  test('by name forgives case, blanks and width', async () => {
    expect(await ids({ name: ' 诊 所１ ' })).toEqual(idsOf(clinics, ({ name }) => name.includes('诊所1')));
  });

  test('by number forgives case and blanks', async () => {
    expect(await ids({ code: ' w 3' })).toEqual(idsOf(clinics, ({ id }) => id.startsWith('W3')));
  });

  test('shows nobody what the list would not show', async () => {
    expect(await ids({ name: '医院' })).toEqual([]);
    expect(await ids({ code: 'X' })).toEqual([]);
    expect(await ids({ name: '医院' }, office)).toEqual(idsOf(foreign));
    expect(await ids({ name: '医院' }, person('GAJ', 'officer'))).toEqual([]);
  });

  test('of inspectors and items finds by name what the list shows', async () => {
    const inspectors = async (who: Principal) =>
      expectOk(await indexed.as(who)('listInspectors', { query: { name: '张 三' } })).items.map(({ id }) => id);
    expect(await inspectors(officer)).toEqual(['R1']);
    expect(await inspectors(office)).toEqual(['R1', 'R2']);
    const items = expectOk(await indexed.as(officer)('listItems', { query: { name: anItem('SCJG').name } })).items;
    expect(items.map(({ id }) => id)).toEqual(['SCJG-001']);
  });
});

describe('a list of objects', () => {
  test.each<[string, object]>([
    ['department', { department: 'SCJG,NOBODY' }],
    ['township', { township: '110101001' }],
    ['industry', { industry: 'Z62' }],
    ['industry', { industry: 'A99' }],
    ['creditClass', { creditClass: 'E' }],
    ['kind', { kind: '公司' }],
    ['status', { status: '有效' }],
    ['tag', { tag: ' ' }],
    ['name', { name: '' }],
    ['limit', { limit: 101 }],
    ['townshp', { townshp: '411422206' }],
  ])('asked for by an unknown %s is refused and not answered with everything or nothing', async (field, query) => {
    const answer = await system.as(officer)('listObjects', { query });
    expect(answer).toMatchObject({ error: { kind: 'invalid-input', errors: [{}] } });
    expect(!answer.ok && answer.error.errors?.[0]?.path).toMatch(new RegExp(`^query\\.${field}`));
  });
});

describe('a page position', () => {
  const next = async (query: Query, who: Principal = officer) =>
    expectOk(await system.as(who)('listObjects', { query })).next;
  const refused = { ok: false, error: { kind: 'invalid-cursor', status: 400 } };

  test('goes on with another page size', async () => {
    const first = expectOk(await system.as(officer)('listObjects', { query: { limit: 3 } }));
    const rest = await walked({ limit: 50, cursor: first.next });
    expect([...first.items.map(({ id }) => id), ...rest]).toHaveLength(90);
  });

  test('that was changed is refused', async () => {
    const cursor = (await next({ limit: 3 })) ?? '';
    const flipped = cursor.replace(/^./, (letter) => (letter === 'e' ? 'f' : 'e'));
    for (const query of [{ cursor: flipped }, { cursor: `${cursor}x.y` }, { cursor: 'x' }]) {
      expect(await system.as(officer)('listObjects', { query })).toMatchObject(refused);
    }
  });

  test('is refused under another filter, in another list, by another department and by another role', async () => {
    const cursor = await next({ limit: 3 });
    const another = { limit: 3, cursor, creditClass: 'A' as const };
    expect(await system.as(officer)('listObjects', { query: another })).toMatchObject(refused);
    expect(await system.as(officer)('listInspectors', { query: { limit: 3, cursor } })).toMatchObject(refused);
    expect(await system.as(person('WJW', 'officer'))('listObjects', { query: { limit: 3, cursor } })).toMatchObject(
      refused,
    );
    // Who reaches further walks the departments in another order.
    expect(await system.as(person('SCJG', 'office'))('listObjects', { query: { limit: 3, cursor } })).toMatchObject(
      refused,
    );
  });
});

describe('a list of', () => {
  test('items is open to every department, with kind, level, joint field and tag', async () => {
    const ids = async (query: CallOf<'listItems'>['query']) =>
      expectOk(await system.as(person('GAJ', 'inspector'))('listItems', { query })).items.map(({ id }) => id);
    expect(await ids({})).toEqual(['SCJG-001', 'WJW-001']);
    expect(await ids({ kind: 'general' })).toEqual(['WJW-001']);
    expect(await ids({ jointField: '餐饮' })).toEqual(['WJW-001']);
    expect(await ids({ tag: '牵头' })).toEqual(['SCJG-001']);
    expect(await ids({ level: '省' })).toEqual([]);
    expect(await ids({ department: 'WJW' })).toEqual(['WJW-001']);
  });

  test('inspectors is open to their own department and to the joint offices', async () => {
    const ids = async (who: Principal, query: CallOf<'listInspectors'>['query'] = {}) =>
      expectOk(await system.as(who)('listInspectors', { query })).items.map(({ id }) => id);
    expect(await ids(officer)).toEqual(['R1']);
    expect(await ids(officer, { department: 'WJW' })).toEqual([]);
    expect(await ids(office)).toEqual(['R1', 'R2']);
    expect(await system.as(officer)('getInspector', { params: { id: 'R2' } })).toMatchObject({
      error: { kind: 'not-found' },
    });
    expect(await system.as(officer)('listInspectorVersions', { params: { id: 'R2' } })).toMatchObject({
      error: { kind: 'not-found' },
    });
  });
});
