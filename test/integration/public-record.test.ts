import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PublicDocument } from '../../shared/public/public-document.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import type { Page, PagePosition, PageRequest } from '../../shared/use-cases/ports/paging.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { aNotice, anEvent } from '../support/stored-rows.ts';

let store: TestStore;
beforeAll(async () => {
  store = await storeForTest();
});

const result = (id: string, month: string, more: Partial<PublicDocument> = {}): PublicDocument => ({
  kind: 'result',
  id,
  body: {
    id,
    publishedAt: `${month.padEnd(10, '-01')}T00:00:00.000Z`,
    withdrawn: false,
    objectName: `睢县${id}号商店`,
    department: Number(id) % 2 === 0 ? 'SCJG' : 'WJW',
  },
  places: { byList: [`result#${month.slice(0, 4)}`, `${month}#${id}`], byCode: [`result#91411422MA10000120`, id] },
  ...more,
});

type Body = PublicDocument['body'];

async function walked(pageAt: (page: PageRequest) => Promise<Page<Body>>, limit: number): Promise<unknown[]> {
  const ids: unknown[] = [];
  let from: PagePosition | undefined;
  do {
    const page: Page<Body> = await pageAt({ limit, ...(from && { from }) });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    ids.push(...page.items.map(({ id }) => id));
    from = page.next;
  } while (from);
  return ids;
}

describe('a public document', () => {
  test('is published by the commit that changes what it speaks of, or not at all', async () => {
    const document = result('1001', '2026-03-02');
    const publish = () =>
      store.work.commit([
        createRecord('notice', 'published-once', aNotice('published-once'), anEvent()),
        { change: 'publish', document },
      ]);
    expect(await publish()).toMatchObject({ ok: true });
    expect(await store.published.find('result', '1001')).toEqual(document.body);

    const changed = { ...document, id: '1002' };
    const refused = await store.work.commit([
      createRecord('notice', 'published-once', aNotice('published-once'), anEvent()),
      { change: 'publish', document: changed },
    ]);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'already-exists' } });
    expect(await store.published.find('result', '1002')).toBeUndefined();
  });

  test('has its parts beside it, by name, without the current one', async () => {
    const parts = Array.from({ length: 25 }, (_, n) => `shard-${String(n).padStart(2, '0')}`);
    const document = (part?: string): PublicDocument => ({
      kind: 'frame',
      id: 'batch-1',
      body: { id: part ?? 'current' },
      places: {},
      ...(part !== undefined && { part }),
    });
    await store.published.put([document(), ...parts.map(document)]);

    expect(await store.published.find('frame', 'batch-1')).toEqual({ id: 'current' });
    expect(await store.published.find('frame', 'batch-1', 'shard-07')).toEqual({ id: 'shard-07' });
    for (const limit of [1, 5, 24, 25, 26]) {
      expect(await walked((page) => store.published.parts('frame', 'batch-1', page), limit)).toEqual(parts);
    }
  });

  test('of many large parts is put and read whole', async () => {
    const parts = Array.from({ length: 20 }, (_, n) => `p${String(n).padStart(2, '0')}`);
    await store.published.put(
      parts.map((part) => ({
        kind: 'frame',
        id: 'large',
        part,
        body: { id: part, rows: 'x'.repeat(300_000) },
        places: {},
      })),
    );
    expect(await walked((page) => store.published.parts('frame', 'large', page), 20)).toEqual(parts);
  });
});

describe('a public list', () => {
  const months = ['2025-11', '2025-12', '2026-01', '2026-02'];
  const documents = Array.from({ length: 60 }, (_, n) => result(String(2000 + n), `${months[n % 4]}-15`));
  const listed = documents.map(({ id, places }) => ({ id, key: places.byList?.[1] ?? '', year: places.byList?.[0] }));
  beforeAll(() => store.published.put(documents));

  test('has no gap and no repeat in either order, in any period', async () => {
    const question = fc.record({
      limit: fc.integer({ min: 1, max: 30 }),
      newestFirst: fc.boolean(),
      filtered: fc.boolean(),
      period: fc.constantFrom(
        ['2025-12', '2026-01'] as const,
        ['2025-11-15', '2025-11'] as const,
        ['2026-02', '2027'] as const,
      ),
    });
    // Partitions as the months of a period make them; here they hold a year each.
    const years = ['2025', '2026'];
    await fc.assert(
      fc.asyncProperty(question, async ({ limit, newestFirst, filtered, period: [from, to] }) => {
        const ids = await walked(
          (page) =>
            store.published.list({
              kind: 'result',
              in: 'ofMonth',
              of: newestFirst ? years.toReversed() : years,
              between: [from, to],
              where: [
                { field: 'id', startsWith: '20' },
                ...(filtered ? [{ field: 'department', equals: 'SCJG' }] : []),
              ],
              newestFirst,
              page,
            }),
          limit,
        );
        const inside = listed
          .filter(({ key }) => key >= from && (key < to || key.startsWith(to)))
          .filter(({ id }) => !filtered || Number(id) % 2 === 0)
          .toSorted((a, b) => (a.key < b.key ? -1 : 1))
          .map(({ id }) => id);
        expect(ids).toEqual(newestFirst ? inside.toReversed() : inside);
      }),
      { numRuns: 60 },
    );
  });

  test('over very many empty partitions answers what it has, and goes on from there', async () => {
    const of = [...Array.from({ length: 100 }, (_, n) => `empty-${n}`), '2025'];
    const list = { kind: 'result', in: 'ofMonth', of } as const;
    const first = await store.published.list({ ...list, page: { limit: 100 } });
    expect(first.items).toEqual([]);
    expect(first.next).toBeDefined();
    const ids = await walked((page) => store.published.list({ ...list, page }), 100);
    expect(ids).toHaveLength(listed.filter(({ year }) => year === 'result#2025').length);
  });

  test('of large documents answers with fewer than were asked for, so that a function can send them, and loses none', async () => {
    const large = Array.from({ length: 30 }, (_, n): PublicDocument => {
      const id = `large-${String(n).padStart(2, '0')}`;
      const places = { byList: ['draw#2031', id] as const };
      return { kind: 'draw', id, body: { id, manifest: '抽'.repeat(80_000) }, places };
    });
    await store.published.put(large);
    const list = (page: PageRequest) => store.published.list({ kind: 'draw', in: 'ofYear', of: '2031', page });
    const first = await list({ limit: 50 });
    // Lambda sends at most 6 MB.
    expect(Buffer.byteLength(JSON.stringify(first.items))).toBeLessThan(5_000_000);
    expect(first.items.length).toBeGreaterThan(5);
    expect(await walked(list, 50)).toEqual(large.map(({ id }) => id));
    expect(await walked(list, 3)).toEqual(large.map(({ id }) => id));
  });

  test('by credit code finds every document of one business', async () => {
    const page = await store.published.list({
      kind: 'result',
      in: 'ofCreditCode',
      of: '91411422MA10000120',
      where: [{ field: 'objectName', contains: '2007号' }],
      page: { limit: 10 },
    });
    expect(page.items.map(({ id }) => id)).toEqual(['2007']);
    expect(page.next).toBeUndefined();
  });
});
