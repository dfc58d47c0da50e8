import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../functions/portal.ts';
import type { AnswerOf, CallOf } from '../../shared/api/client.ts';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import { creditCodeCheck } from '../../shared/domain/registry/credit-code.ts';
import type { DrawDocument } from '../../shared/public/draw-schemas.ts';
import type { EarlierDrawDocument } from '../../shared/public/earlier-draw-schemas.ts';
import type { PublicDocument } from '../../shared/public/public-document.ts';
import { ResultDocument } from '../../shared/public/result-document.ts';
import { publicationOf, withdrawalOf } from '../../shared/public/result-publication.ts';
import { rowsOf, withoutPostings } from '../support/postings.ts';
import { expectOk, systemForTest, type TestSystem } from '../support/system.ts';

type Query = NonNullable<CallOf<'listPublicResults'>['query']>;

let system: TestSystem;
let handler: ReturnType<typeof createHandler>;
async function nothingPublished() {
  system = await systemForTest();
  handler = createHandler(system.deps);
}
beforeEach(() => system.at('2026-11-23T01:00:00Z'));

const publish = (...documents: readonly PublicDocument[]) => system.store.published.put(documents);
const anyone: ReturnType<TestSystem['as']> = (operation, call) => system.as(undefined)(operation, call);
const creditCode = (n: number) => `91411422MA100000${n}${creditCodeCheck(`91411422MA100000${n}`)}`;
/** Publication times below are mid-month, where Shanghai and UTC agree on the month. */
const monthOf = ({ publishedAt }: ResultDocument) => publishedAt.slice(0, 7);

const result = (id: string, publishedAt: string, more: Partial<ResultDocument> = {}): ResultDocument =>
  ResultDocument.parse({
    id,
    edition: 1,
    corrected: false,
    withdrawn: false,
    documentNumber: `睢市监抽查〔2026〕${id}号`,
    publishedAt,
    batchId: 'B1',
    department: 'SCJG',
    authority: '睢县市场监督管理局',
    objectName: `睢县第${id}餐馆`,
    tasks: [],
    items: [],
    overall: [{ code: '1', name: '未发现问题' }],
    ...more,
  });

/** Two a month from January to November 2026, by turns of two departments; every second of the same business. */
const results = Array.from({ length: 22 }, (_, n) => {
  const month = String(1 + Math.floor(n / 2)).padStart(2, '0');
  const department: DepartmentCode = n % 2 === 0 ? 'SCJG' : 'WJW';
  const more = n % 2 === 0 ? { creditCode: creditCode(1), objectName: '睢县恒达餐饮有限公司' } : {};
  const township = n % 3 === 0 ? '411422206' : '411422105';
  return result(`R${n}`, `2026-${month}-1${n % 2}T02:00:00.000Z`, { department, township, ...more });
});
const newestFirst = results.toReversed().map(({ id }) => id);
const idsWhere = (keep: (document: ResultDocument) => boolean) =>
  results
    .toReversed()
    .filter(keep)
    .map(({ id }) => id);

async function walked(query: Query): Promise<string[]> {
  const ids: string[] = [];
  let page: AnswerOf<'listPublicResults'> | undefined;
  do {
    page = expectOk(await anyone('listPublicResults', { query: { ...query, ...(page && { cursor: page.next }) } }));
    ids.push(...page.items.map(({ id }) => id));
  } while (page.next !== undefined);
  return ids;
}

/** Documents as an earlier version wrote them are in no search index. */
const once = [
  ['before they are in the search index', false],
  ['once they are in the search index', true],
] as const;

describe.each(once)('published results %s', (_, indexed) => {
  beforeAll(async () => {
    await nothingPublished();
    await publish(...results.flatMap((document) => publicationOf(document, monthOf(document), undefined)));
    await withoutPostings(system.store);
    if (indexed) await system.runJob('index-search');
  });

  test.each<[Query, (document: ResultDocument) => boolean]>([
    [{}, () => true],
    [{ name: '恒达' }, ({ objectName }) => objectName.includes('恒达')],
    [{ department: 'WJW' }, ({ department }) => department === 'WJW'],
    [{ creditCode: creditCode(1) }, ({ creditCode: code }) => code === creditCode(1)],
    ...[creditCode(1).toLowerCase(), ` ${creditCode(1)} `, creditCode(1).replace('91411422', '９１４１１４２２')].map(
      (typed): [Query, (document: ResultDocument) => boolean] => [
        { creditCode: typed },
        ({ creditCode: code }) => code === creditCode(1),
      ],
    ),
    [{ creditCode: creditCode(1), department: 'WJW' }, () => false],
    [
      { from: '2026-03', to: '2026-05' },
      (document) => monthOf(document) >= '2026-03' && monthOf(document) <= '2026-05',
    ],
    [
      { creditCode: creditCode(1), from: '2026-03', to: '2026-05', department: 'SCJG' },
      (document) =>
        document.creditCode !== undefined && monthOf(document) >= '2026-03' && monthOf(document) <= '2026-05',
    ],
    [{ name: '恒达', department: 'SCJG', to: '2026-02' }, (document) => ['R0', 'R2'].includes(document.id)],
    [{ township: '411422206' }, ({ township }) => township === '411422206'],
    [
      { township: '411422206', department: 'WJW', name: '睢县' },
      ({ township, department }) => township === '411422206' && department === 'WJW',
    ],
  ])('asked for by %o come the newest first, each once', async (query, keep) => {
    for (const limit of [1, 5, 100]) expect(await walked({ ...query, limit })).toEqual(idsWhere(keep));
  });

  test('are read to the end also when the month turns between two pages', async () => {
    system.at('2026-11-30T15:59:00Z');
    const first = expectOk(await anyone('listPublicResults', { query: { limit: 5 } }));
    // In Shanghai it is December now: "the last twelve months" begin a month later.
    system.at('2026-11-30T16:01:00Z');
    const rest = await walked({ limit: 100, cursor: first.next });
    expect([...first.items.map(({ id }) => id), ...rest]).toEqual(newestFirst);
  });

  test.each<[string, Query]>([
    ['query.name', { name: '恒' }],
    ['query.creditCode', { creditCode: '91350100M000100Y4Z' }],
    ['query.department', { department: 'NOBODY' as 'SCJG' }],
    ['query.from', { from: '2026-13' }],
    ['query.from', { from: '2026-05', to: '2026-03' }],
    ['query.from', { from: '2020-01', to: '2026-03' }],
  ])('are not searched by what %s cannot be', async (path, query) => {
    expect(await anyone('listPublicResults', { query })).toMatchObject({
      error: { kind: 'invalid-input', status: 400, errors: [{ path }] },
    });
  });

  test('that do not exist are not found', async () => {
    for (const [operation, params] of [
      ['getPublicResult', { id: 'none' }],
      ['getPublicPlan', { id: 'none' }],
      ['getPublicItem', { id: 'none' }],
    ] as const) {
      expect(await anyone(operation, { params })).toMatchObject({ error: { kind: 'not-found', status: 404 } });
    }
  });
});

describe('a search of published results', () => {
  beforeAll(async () => {
    await nothingPublished();
    const document = result('K1', '2026-10-20T02:00:00.000Z', { objectName: '睢县ＫＦＣ 餐厅' });
    await publish(...publicationOf(document, '2026-10', undefined));
    await system.runJob('index-search');
  });

  test.each(['kfc', ' KFC餐', '县 kＦ'])('forgives case, blanks and width: %s', async (name) => {
    expect(await walked({ name })).toEqual(['K1']);
  });
});

describe.each(once)('published results that change %s', (_, indexed) => {
  beforeAll(async () => {
    await nothingPublished();
    if (indexed) await system.runJob('index-search');
  });

  test('are listed once when they are corrected; the edition before says so', async () => {
    const first = result('C1', '2026-10-20T02:00:00.000Z', { objectName: '睢县更正商店' });
    await publish(...publicationOf(first, '2026-10', undefined));
    const second = { ...first, edition: 2, publishedAt: '2026-11-20T02:00:00.000Z' };
    await publish(...publicationOf(second, '2026-11', first));
    for (const query of [{ name: '更正' }, { name: '更正', department: 'SCJG' as const }]) {
      expect(await walked(query)).toEqual(['C1']);
    }
    const params = { id: 'C1' };
    expect(expectOk(await anyone('getPublicResult', { params }))).toMatchObject({ edition: 2, corrected: false });
    expect(expectOk(await anyone('getPublicResult', { params, query: { edition: '1' } }))).toMatchObject({
      edition: 1,
      corrected: true,
    });
    expect(await anyone('getPublicResult', { params, query: { edition: '3' } })).toMatchObject({
      error: { kind: 'not-found' },
    });
  });

  test('leave, when they are withheld later, only the mark and their number', async () => {
    const secret = result('H1', '2026-10-21T02:00:00.000Z', { creditCode: creditCode(2), objectName: '睢县保密商店' });
    await publish(...publicationOf(secret, '2026-10', undefined));
    await publish(...withdrawalOf([secret]));
    expect(await walked({ name: '保密' })).toEqual([]);
    expect(await walked({ creditCode: creditCode(2) })).toEqual([]);
    const answer = expectOk(await anyone('getPublicResult', { params: { id: 'H1' } }));
    expect(answer).toMatchObject({ withdrawn: true, documentNumber: '睢市监抽查〔2026〕H1号', objectName: '' });
    expect(JSON.stringify(answer)).not.toMatch(/保密|91411422MA/);
    expect(JSON.stringify(await rowsOf(system.store, 'public'))).not.toContain('保密');
  });
});

const stated = (number: string) => ({
  number,
  title: '联合抽查',
  department: 'SCJG' as const,
  departments: ['SCJG' as const],
  entries: [],
  repeats: [],
  window: { from: '2026-12-01', to: '2026-12-31' },
  listPublicity: '检查后公示' as const,
  status: 'drawn' as const,
  frozenAt: '2026-11-01T00:00:00.000Z',
  reserves: [],
  teamChanges: 0,
});
const published = (number: string, body: DrawDocument | EarlierDrawDocument): PublicDocument => ({
  kind: 'draw',
  id: number,
  body,
  places: { byList: ['draw#2026', number] },
});
const draw = (number: string, more: Partial<DrawDocument>): PublicDocument =>
  published(number, {
    ...stated(number),
    frames: [{ frame: `${number}-F1`, parts: [], root: '', size: 1, excluded: [], strata: [] }],
    ...more,
  });
const earlierDraw = (number: string, more: Partial<EarlierDrawDocument>): PublicDocument =>
  published(number, {
    ...stated(number),
    frames: [{ frame: `${number}-F1`, department: 'SCJG', items: [], root: '', size: 1, excluded: [], strata: [] }],
    inspectorFrames: [],
    ...more,
  });

describe('a draw', () => {
  beforeAll(nothingPublished);
  const line = JSON.stringify({ row: '07'.padEnd(64, '0'), stratum: '*' });
  const parts = (number: string, listed: object = {}): PublicDocument[] => [
    { kind: 'draw', id: number, part: 'list-0000', body: { number, part: 0, objects: [], ...listed }, places: {} },
    {
      kind: 'frame',
      id: `${number}-F1`,
      part: '007',
      body: { frame: `${number}-F1`, shard: 7, lines: [line] },
      places: {},
    },
  ];
  const list = (number: string) => anyone('listPublicDrawObjects', { params: { number, part: '0' } });
  const shard = (number: string, at: string, frame = `${number}-F1`) =>
    anyone('getPublicFrameShard', { params: { number, frame, shard: at } });
  const hidden = { error: { kind: 'not-found' } };
  const at = '2027-01-01T00:00:00.000Z';
  const rowsPublishedAt = '2026-11-01T01:00:00.000Z';
  const sealed = { digest: 'd', teams: 't', parts: 1 };

  test('shows no rows before they are public, whoever guesses their address', async () => {
    await publish(draw('D1', {}), ...parts('D1'));
    expect(expectOk(await anyone('getPublicDraw', { params: { number: 'D1' } })).number).toBe('D1');
    expect(await shard('D1', '7')).toMatchObject(hidden);
  });

  test('shows its rows while its list is hidden, a shard without lines as empty, and no frame of another draw', async () => {
    await publish(draw('D2', { rowsPublishedAt, list: sealed }), ...parts('D2'));
    expect(expectOk(await shard('D2', '7'))).toMatchObject({ lines: [line] });
    expect(expectOk(await shard('D2', '8'))).toEqual({ frame: 'D2-F1', shard: 8, lines: [] });
    expect(await shard('D2', '256')).toMatchObject(hidden);
    expect(await shard('D2', '7', 'D1-F1')).toMatchObject(hidden);
    expect(await list('D2')).toMatchObject(hidden);
  });

  test('shows its list once it is published', async () => {
    await publish(draw('D3', { rowsPublishedAt, list: { ...sealed, publishedAt: at } }), ...parts('D3'));
    expectOk(await list('D3'));
    expect(await anyone('listPublicDrawObjects', { params: { number: 'D3', part: '1' } })).toMatchObject(hidden);
  });

  test('of suiji-draw/1 shows its list without strata and tickets, and never its frames, which join codes and classes', async () => {
    const object = {
      id: 'S1',
      name: '店',
      ticket: 'f'.repeat(64),
      drawnIn: [{ frame: 'D4-F1', stratum: 'D' }],
      teams: [],
    };
    await publish(earlierDraw('D4', { list: sealed }), ...parts('D4', { objects: [object] }));
    expect(await list('D4')).toMatchObject(hidden);
    await publish(earlierDraw('D4', { list: { ...sealed, publishedAt: at }, framesPublishedAt: at }));
    expect(expectOk(await list('D4')).objects).toEqual([{ id: 'S1', name: '店', frames: ['D4-F1'], teams: [] }]);
    expect(await shard('D4', '7')).toMatchObject(hidden);
  });
});

describe('what the public reads', () => {
  beforeAll(nothingPublished);
  const item = (content: string): PublicDocument => ({
    kind: 'item',
    id: 'SCJG-001',
    body: {
      ...{
        id: 'SCJG-001',
        version: 3,
        name: '食品检查',
        department: 'SCJG',
        category: '食品',
        kind: 'key',
        level: '县',
      },
      ...{ basis: '食品安全法', subject: '县局', objects: '餐馆', content, methods: ['1'], frequency: '每年' },
      secret: '内部备注',
    },
    places: { byList: ['item#SCJG', 'SCJG-001'] },
  });
  const get = (headers: Record<string, string> | null, resource = '/public/items/{id}', id = 'SCJG-001') => {
    const event = { httpMethod: 'GET', resource, path: '/', headers, pathParameters: { id }, requestContext: {} };
    // API Gateway sends more than the chain reads.
    return handler(event as unknown as APIGatewayProxyEvent, { awsRequestId: 'test' } as Context);
  };

  beforeEach(() => publish(item('旧内容')));

  test('may be kept for a minute and is asked for again by its ETag', async () => {
    const first = await get({});
    const etag = String(first.headers?.etag);
    expect(first).toMatchObject({ statusCode: 200, headers: { 'cache-control': 'public, max-age=60' } });
    for (const seen of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      expect(await get({ 'If-None-Match': seen })).toMatchObject({ statusCode: 304, body: '', headers: { etag } });
      expect(await get({ 'if-none-match': seen })).toMatchObject({ statusCode: 304 });
    }
    expect(await get({ 'If-None-Match': '"other"' })).toMatchObject({ statusCode: 200 });
    await publish(item('新内容'));
    const changed = await get({ 'If-None-Match': etag });
    expect(changed).toMatchObject({ statusCode: 200 });
    expect(changed.headers?.etag).not.toBe(etag);
  });

  test('is answered also to a request without headers, and a refusal is not kept', async () => {
    expect((await get(null)).statusCode).toBe(200);
    expect(await get({}, '/public/items/{id}', 'none')).toMatchObject({
      statusCode: 404,
      headers: { 'cache-control': 'no-store' },
    });
  });

  test('has only the fields that its kind is published with', async () => {
    expect((await get({})).body).not.toContain('内部备注');
    expect((await get({}, '/public/items')).body).not.toContain('内部备注');
  });

  test('of plans is listed across years, the newest first, next year’s included; by year and department where asked', async () => {
    const plan = (id: string, year: number, department: DepartmentCode): PublicDocument => {
      const head = { id, number: id, year, scope: 'department', department, title: `${year}年计划`, edition: 1 };
      const body = { ...head, publishedAt: `${year}-01-05T00:00:00.000Z`, entries: [], items: [] };
      return { kind: 'plan', id, body, places: { byList: [`plan#${year}`, id] } };
    };
    await publish(
      ...[plan('P0', 2024, 'WJW'), plan('P1', 2026, 'SCJG'), plan('P2', 2026, 'WJW'), plan('P3', 2027, 'SCJG')],
    );
    const ids = async (query: CallOf<'listPublicPlans'>['query'] = {}) =>
      expectOk(await anyone('listPublicPlans', { query })).items.map(({ id }) => id);
    expect(await ids()).toEqual(['P3', 'P2', 'P1', 'P0']);
    expect(await ids({ department: 'WJW' })).toEqual(['P2', 'P0']);
    expect(await ids({ year: '2026' })).toEqual(['P2', 'P1']);
    const first = expectOk(await anyone('listPublicPlans', { query: { limit: 2 } }));
    expect(first.items.map(({ id }) => id)).toEqual(['P3', 'P2']);
    // A page that is asked for after the turn of the year goes on where the one before ended.
    system.at('2026-12-31T16:00:00Z');
    expect(await ids({ limit: 2, cursor: first.next })).toEqual(['P1', 'P0']);
    system.at('2026-11-23T01:00:00Z');
  });

  test('of draws is listed across years, the newest first; a past year can be chosen', async () => {
    const ofYear = (number: string, year: number): PublicDocument => ({
      ...draw(number, { frozenAt: `${year}-05-01T00:00:00.000Z` }),
      places: { byList: [`draw#${year}`, `${year}-05-01T00:00:00.000Z#${number}`] },
    });
    await publish(ofYear('Y24', 2024), ofYear('Y25', 2025));
    const numbers = async (query: CallOf<'listPublicDraws'>['query'] = {}) =>
      expectOk(await anyone('listPublicDraws', { query })).items.map(({ number }) => number);
    expect((await numbers()).slice(-2)).toEqual(['Y25', 'Y24']);
    expect(await numbers({ year: '2024' })).toEqual(['Y24']);
  });

  test('of a business is all of its results, however old, unless a period is asked for', async () => {
    const old = result('OLD', '2022-03-10T02:00:00.000Z', { creditCode: creditCode(7) });
    await publish(...publicationOf(old, '2022-03', undefined));
    expect(await walked({ creditCode: creditCode(7) })).toEqual(['OLD']);
    expect(await walked({ creditCode: creditCode(7), from: '2026-01' })).toEqual([]);
  });
});
