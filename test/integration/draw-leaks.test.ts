import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { dispatchedBatch } from '../support/draw-ceremony.ts';
import { replaceObject } from '../support/draw-reserves.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { memoryKeys } from '../support/memory-keys.ts';
import { inTicketOrder, openedDraw } from '../support/opened-draw.ts';
import { expectOk, systemForTest, type TestSystem } from '../support/system.ts';

/** Everybody knows all codes, who supervises whom, and how the specification makes a row. */
const shops = numbered(120, (n) => shop(n));
const codes = shops.map(({ id }) => id);
const windowEnd = '2026-12-31T16:00:00.000Z';

async function county(listPublicity: '公示名单' | '检查后公示', keysFrom = 0): Promise<TestSystem> {
  const system = await systemForTest();
  const keys = memoryKeys();
  for (let each = 0; each < keysFrom; each += 1) await keys.create('before');
  Object.assign(system.deps.keys, keys);
  await settle(system.deps, {
    objects: shops,
    inspectors: [...numbered(8, (n) => officer('SCJG', n)), ...numbered(8, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry({ listPublicity })])],
  });
  return system;
}

/** Every byte that anybody can have of a draw: each public route with every address it admits, its errors included. */
async function crawl(system: TestSystem, number: string): Promise<readonly string[]> {
  const call = system.as(undefined);
  const seen: string[] = [];
  const keep = <T>(answer: T): T => {
    seen.push(JSON.stringify(answer));
    return answer;
  };
  keep(await call('listPublicPlans', { query: {} }));
  keep(await call('getPublicPlan', { params: { id: 'P1' }, query: {} }));
  keep(await call('listPublicItems', { query: {} }));
  keep(await call('listPublicResults', { query: {} }));
  keep(await call('listPublicLog', { query: {} }));
  keep(await call('listPublicDraws', { query: {} }));
  const draw = expectOk(keep(await call('getPublicDraw', { params: { number } })));
  for (const part of ['0', '1']) keep(await call('listPublicDrawObjects', { params: { number, part } }));
  const rows: string[] = [];
  for (const frame of [...draw.frames.map((one) => one.frame), 'inspectors', 'experts']) {
    const page = keep(await call('listPublicFrameShards', { params: { number, frame }, query: { limit: 100 } }));
    for (const shard of page.ok ? page.value.items : []) {
      keep(await call('getPublicFrameShard', { params: { number, frame, shard: String(shard.shard) } }));
      if (frame.startsWith(number)) rows.push(...shard.lines.map((line) => JSON.parse(line).row));
    }
  }
  for (const row of rows) keep(await call('getPublicDrawRow', { params: { number, row } }));
  return seen;
}

const askedFor = (system: TestSystem, number: string) => (id: string) =>
  system.as(undefined)('getPublicDrawCode', { params: { number, id } });

const hex = /[0-9a-f]{64,}/g;
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a list that is published after the inspections, before it is', () => {
  test('no public byte names an object, and no public value is the salt of a row', async () => {
    const system = await county('检查后公示');
    const batch = await dispatchedBatch(system);
    const [first = ''] = inTicketOrder(await openedDraw(system, batch), 'A');
    await replaceObject(system, batch, first);
    const seen = await crawl(system, batch.number);
    const text = seen.join('\n');
    expect(codes.filter((code) => text.includes(code))).toEqual([]);
    expect(text).not.toMatch(/检查员|-R\d{3}|睢县第/);

    const values = new Set(text.match(hex));
    const rows = new Set([...text.matchAll(/\\"row\\":\\"([0-9a-f]{64})/g)].map(([, row = '']) => row));
    // 120 objects and 16 inspectors.
    expect(rows.size).toBe(136);
    // As salt of a row each public value, with every version and place that an object can have.
    let hits = 0;
    for (const salt of values)
      for (const id of codes)
        for (const places of ['1', '2', '1,2'])
          if (rows.has(sha(`suiji-draw/2\nrow\n${salt}\n1\n${places}\n${id}`))) hits += 1;
    expect(hits).toBe(0);
    // The shard of a row follows the row: its first byte is that of SHA-256(id) as often as chance has it.
    const bytes = [...rows].map((row) => row.slice(0, 2));
    const same = codes.filter((code) => bytes.includes(sha(code).slice(0, 2))).length;
    expect(same).toBeLessThan(80);
  });

  test('every code gets the same answer, drawn, replaced, come as a reserve or nowhere', async () => {
    const system = await county('检查后公示');
    const batch = await dispatchedBatch(system);
    const [first = ''] = inTicketOrder(await openedDraw(system, batch), 'A');
    await replaceObject(system, batch, first);
    const answers = await Promise.all([...codes, 'S9999'].map(askedFor(system, batch.number)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('two worlds that differ only in who is drawn show the same bytes up to rows and digests', async () => {
    const worlds = [];
    for (const keysFrom of [0, 1, 2]) {
      const system = await county('检查后公示', keysFrom);
      const batch = await dispatchedBatch(system);
      const opened = await openedDraw(system, batch);
      const drawn = opened.frames.flatMap(({ strata }) =>
        strata.flatMap(({ selected }) => selected.map(({ id }) => id)),
      );
      const seen = (await crawl(system, batch.number)).filter((answer) => !answer.includes('"lines"'));
      // What a row says of itself: its stratum and whether it is drawn; where it lies is chance.
      const blind = (answer: string) =>
        answer
          .replace(hex, '#')
          .replace(/"(shard|shardSize|index)":\d+/g, '"$1":0')
          .replace(/(,?"#")+/g, '"#"');
      worlds.push({ drawn: drawn.toSorted().join(' '), seen: seen.map(blind).toSorted() });
    }
    expect(new Set(worlds.map(({ drawn }) => drawn)).size).toBe(3);
    expect(worlds[1]?.seen).toEqual(worlds[0]?.seen);
    expect(worlds[2]?.seen).toEqual(worlds[0]?.seen);
  }, 60_000);
});

describe('a list that is public', () => {
  test('tells of a name no class but the shares of the draw: nothing beside it names a stratum or a row', async () => {
    const system = await county('公示名单');
    const batch = await dispatchedBatch(system);
    const opened = await openedDraw(system, batch);
    const rowOf = new Map(
      opened.frames.flatMap(({ strata }) =>
        strata.flatMap(({ selected, reserves }) => [...selected, ...reserves].map(({ id, row }) => [id, row] as const)),
      ),
    );
    const seen = await crawl(system, batch.number);
    const naming = seen.filter((answer) => codes.some((code) => answer.includes(`"${code}"`)));
    const joined = naming.flatMap((answer) =>
      [...rowOf].filter(([id, row]) => answer.includes(`"${id}"`) && answer.includes(row)).map(([id]) => id),
    );
    expect(joined).toEqual([]);
    for (const answer of naming) expect(answer).not.toMatch(/stratum|creditClass|ticket/);
    // In the order of the ids, which says nothing; in the order of the tickets each name would be its row.
    const list = expectOk(
      await system.as(undefined)('listPublicDrawObjects', { params: { number: batch.number, part: '0' } }),
    );
    expect(list.objects.map(({ id }) => id)).toEqual(list.objects.map(({ id }) => id).toSorted());
    const members = list.objects.flatMap(({ teams }) => teams.flatMap((team) => team.members));
    expect(members.every((member) => /^[0-9a-f]{64}$/.test(member))).toBe(true);
  });

  test('names people anew in each batch', async () => {
    const one = await county('公示名单');
    const other = await county('公示名单', 1);
    const rowsOf = async (system: TestSystem) => {
      const { number } = await dispatchedBatch(system);
      const page = await system.as(undefined)('listPublicFrameShards', {
        params: { number, frame: 'inspectors' },
        query: { limit: 100 },
      });
      return expectOk(page).items.flatMap(({ lines }) => lines.map((line) => JSON.parse(line).row));
    };
    const [rows, others] = [await rowsOf(one), await rowsOf(other)];
    expect(rows).toHaveLength(16);
    expect(rows.filter((row) => others.includes(row))).toEqual([]);
  });

  test('was silent until its window closed, and is complete and verified then', async () => {
    const system = await county('检查后公示');
    const { number } = await dispatchedBatch(system);
    expect(codes.some((code) => JSON.stringify(code) === number)).toBe(false);
    system.at(windowEnd);
    await system.runJob('publish-draw-lists');
    const text = (await crawl(system, number)).join('\n');
    expect(codes.filter((code) => text.includes(code)).length).toBeGreaterThan(0);
  });
});
