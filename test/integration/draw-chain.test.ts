import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BatchAnswer, dispatchedBatch, lead, parties, times } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { openedDraw, slipOf } from '../support/opened-draw.ts';
import { type PublicDraw, readPublicDraw, verified } from '../support/public-draw.ts';
import { expectOk, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let batch: BatchAnswer;
let published: PublicDraw;

beforeAll(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(300, (n) => shop(n, n === 300 ? { status: '停业' } : {})),
    inspectors: [...numbered(25, (n) => officer('SCJG', n)), ...numbered(15, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry()])],
  });
  batch = await dispatchedBatch(system);
  published = await readPublicDraw(system.deps.published, batch.number);
});

describe('from frozen frames to dispatched visits', () => {
  test('a frame holds who may be drawn, with ⌈N·r⌉ for each class and a count of who may not', () => {
    // 299 open shops, 100 of class A (n divisible by 3 is A; shop 300 is closed), 100 of B, 100 of C.
    const [frame] = published.document.frames;
    // One frame for both departments: every second shop is 卫健's too, 150 less the closed one.
    expect(frame).toMatchObject({
      size: 299,
      parts: [
        { department: 'SCJG', size: 299 },
        { department: 'WJW', size: 149 },
      ],
      strata: [
        { stratum: 'A', size: 99, quota: 10 },
        { stratum: 'B', size: 100, quota: 15 },
        { stratum: 'C', size: 100, quota: 5 },
      ],
      excluded: [{ reason: '状态：停业', count: 1 }],
    });
    expect(published.document.frames).toHaveLength(1);
  });

  test('anyone recomputes the draw from the public record alone', () => {
    const { steps, verdict, remarks } = verified(published);
    expect(steps.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(verdict).toBe('verified');
    expect(remarks).toEqual(['parties-alone', 'no-key-check']);
  });

  test('whoever holds the key opens every row, the list and its order', async () => {
    const { key, books } = await openedDraw(system, batch);
    const opened = verified(published, { byKey: { key, books } });
    const byKey = opened.steps.filter(({ step }) => ['key', 'rows', 'names'].includes(step));
    expect(byKey.map(({ step, outcome, where }) => [step, outcome, where])).toEqual([
      ['key', 'passed', undefined],
      ['rows', 'passed', `${batch.number}-1`],
      ['rows', 'not-checked', 'inspectors'],
      ['names', 'passed', undefined],
    ]);
  });

  test('each object checks the draw by its slip, drawn or not', async () => {
    const opened = await openedDraw(system, batch);
    const frame = `${batch.number}-1`;
    for (const n of [1, 2, 3, 150, 299]) {
      const id = shop(n).id;
      const { place, steps } = verified(published, { slip: slipOf(opened, batch.number, frame, id) });
      expect(steps.filter(({ step }) => step === 'own')).toEqual([{ step: 'own', outcome: 'passed', where: frame }]);
      expect(place?.drawn).toBe(published.objects.some((one) => one.id === id));
    }
  });

  test.each([
    [
      'an object of the list',
      (draw: PublicDraw) => ({ ...draw, objects: draw.objects.with(0, { ...first(draw.objects), id: 'S9999' }) }),
    ],
    [
      'a line of a frame',
      (draw: PublicDraw) => ({ ...draw, frames: withLine(draw, (line) => line.replace('"row":"', '"row":"0')) }),
    ],
    ['a line too few', (draw: PublicDraw) => ({ ...draw, frames: withLine(draw, () => undefined) })],
    ['the randomness', (draw: PublicDraw) => ({ ...draw, document: { ...draw.document, randomness: 'a'.repeat(64) } })],
    [
      'a quota of the manifest',
      (draw: PublicDraw) => ({
        ...draw,
        document: { ...draw.document, manifest: draw.document.manifest?.replace('"quota":15', '"quota":16') },
      }),
    ],
    [
      'a threshold',
      (draw: PublicDraw) => ({
        ...draw,
        document: {
          ...draw.document,
          frames: draw.document.frames.map((frame) => ({
            ...frame,
            strata: frame.strata.map((stratum) => ({ ...stratum, threshold: 'f'.repeat(64) })),
          })),
        },
      }),
    ],
  ])('%s that was changed afterwards is found out', (_, tamper) => {
    const altered: PublicDraw = tamper(published);
    expect(verified(altered).verdict).toBe('failed');
  });

  test('the digest of the list is that of its salt, the frames and the ids, by the ids', () => {
    const { list } = published.document;
    const lines = published.objects.map(({ id, frames }) => `{"frames":["${frames.join('","')}"],"id":"${id}"}`);
    const text = [list?.salt, ...lines].join('\n');
    expect(list?.digest).toBe(createHash('sha256').update(text).digest('hex'));
    expect(published.objects.map(({ id }) => id)).toEqual(published.objects.map(({ id }) => id).sort());
  });

  test('a sole trader without a credit code is not named, a company is, and inspectors are rows', () => {
    const names = new Map(published.objects.map(({ id, name }) => [id, name]));
    const soleTrader = ([id]: [string, string]) => Number(id.slice(1)) % 5 === 0;
    expect([...names].filter(soleTrader).every(([, name]) => name === '个人（姓名不公示）')).toBe(true);
    expect(
      [...names]
        .filter((entry) => !soleTrader(entry))
        .every(([id, name]) => name === `睢县第${Number(id.slice(1))}商店`),
    ).toBe(true);
    expect(JSON.stringify([published.document, published.objects])).not.toMatch(/检查员|-R\d/);
    expect(published.objects.every(({ teams }) => teams.every(({ members }) => members.length === 2))).toBe(true);
  });

  test('one object is one visit, with a result for each department that drew it', async () => {
    const visits = await visitsOf(batch.id);
    const results = await resultsOf(batch.id);
    expect(visits).toHaveLength(batch.visits ?? 0);
    expect(new Set(visits.map(({ object }) => object.id)).size).toBe(visits.length);
    // 30 are drawn, once for both departments; 卫健 comes along to its own.
    expect(visits).toHaveLength(30);
    const both = visits.filter(({ object }) => Number(object.id.slice(1)) % 2 === 0);
    expect(results).toHaveLength(30 + both.length);
    expect(visits.every(({ parts }) => parts.every(({ team }) => team.length === 2))).toBe(true);
  });

  test('the work is shared evenly: loads within a department differ by one at most', async () => {
    const visits = await visitsOf(batch.id);
    for (const department of ['SCJG', 'WJW']) {
      const members = visits.flatMap(({ parts }) =>
        parts.filter((part) => part.department === department).flatMap(({ team }) => team),
      );
      const loads = [...Map.groupBy(members, ({ id }) => id).values()].map(({ length }) => length);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    }
  });

  test('the task is numbered, dispatched with its batch, and open to its participants', async () => {
    const [entry] = batch.entries;
    const task = await system.deps.records.find('task', entry?.taskId ?? '');
    expect(task?.value).toMatchObject({
      number: '411422202611230001',
      status: 'dispatched',
      departments: ['SCJG', 'WJW'],
    });
    expect(batch.number).toBe('41142220261123-1');
  });

  test('the record says who committed and revealed, and when', () => {
    const { ceremony } = published.document;
    expect(ceremony?.commitments.map(({ party, at }) => [party, at])).toEqual(
      parties.map((party) => [party, times.freeze]),
    );
    expect(ceremony?.reveals.map(({ party, at }) => [party, at])).toEqual(
      parties.map((party) => [party, times.reveal]),
    );
  });

  test('dispatching again changes nothing', async () => {
    const again = expectOk(await system.as(lead)('dispatchBatch', { params: { id: batch.id } }));
    expect(again.version).toBe(batch.version);
  });
});

const ofBatch = (id: string) => ({ in: 'ofBatch', of: id, page: { limit: 1000 } }) as const;
const visitsOf = async (id: string) =>
  (await system.deps.records.list({ kind: 'visit', ...ofBatch(id) })).items.map(({ value }) => value);
const resultsOf = async (id: string) =>
  (await system.deps.records.list({ kind: 'result', ...ofBatch(id) })).items.map(({ value }) => value);

function first<T>(values: readonly T[]): T {
  const [value] = values;
  if (value === undefined) throw new Error('nothing there');
  return value;
}

function withLine({ document, frames }: PublicDraw, change: (line: string) => string | undefined) {
  const { frame } = first(document.frames);
  const [line = '', ...others] = frames.get(frame) ?? [];
  const changed = change(line);
  return new Map([...frames, [frame, changed === undefined ? others : [changed, ...others]] as const]);
}
