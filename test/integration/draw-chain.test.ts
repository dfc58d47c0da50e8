import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { isVerified, verifyDraw } from '../../shared/draw/one/verify-draw.ts';
import { type BatchAnswer, dispatchedBatch, lead, parties, times } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { drawRecordOf, type PublicDraw, readPublicDraw } from '../support/public-draw.ts';
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
    const [scjg, wjw] = published.document.frames;
    expect(scjg).toMatchObject({
      department: 'SCJG',
      size: 299,
      strata: [
        { stratum: 'A', size: 99, quota: 10 },
        { stratum: 'B', size: 100, quota: 20 },
        { stratum: 'C', size: 100, quota: 5 },
      ],
      excluded: [{ reason: '状态：停业', count: 1 }],
    });
    // Every second shop is 卫健's too: 150, less the closed one.
    expect(wjw).toMatchObject({
      department: 'WJW',
      size: 149,
      strata: [
        { stratum: 'A', size: 49, quota: 5 },
        { stratum: 'B', size: 50, quota: 10 },
        { stratum: 'C', size: 50, quota: 5 },
      ],
      excluded: [
        { reason: '状态：停业', count: 1 },
        { reason: '非本部门监管对象', count: 150 },
      ],
    });
  });

  test('anyone recomputes the draw from the public record alone', () => {
    const steps = verifyDraw(drawRecordOf(published), published.frames);
    expect(steps.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(isVerified(steps)).toBe(true);
  });

  test.each([
    [
      'an object of the list',
      (draw: PublicDraw) => ({ ...draw, objects: draw.objects.with(0, { ...first(draw.objects), id: 'S9999' }) }),
    ],
    [
      'a line of a frame',
      (draw: PublicDraw) => ({ ...draw, frames: withLine(draw, (line) => line.replace('"version":1', '"version":2')) }),
    ],
    ['a line too few', (draw: PublicDraw) => ({ ...draw, frames: withLine(draw, () => undefined) })],
    ['the randomness', (draw: PublicDraw) => ({ ...draw, document: { ...draw.document, randomness: 'a'.repeat(64) } })],
    [
      'a quota of the manifest',
      (draw: PublicDraw) => ({
        ...draw,
        document: { ...draw.document, manifest: draw.document.manifest?.replace('"quota":20', '"quota":21') },
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
    expect(isVerified(verifyDraw(drawRecordOf(altered), altered.frames))).toBe(false);
  });

  test('the digest of the list is that of its salt and ids', () => {
    const { list } = published.document;
    const text = [list?.salt, ...published.objects.map(({ id }) => id)].join('\n');
    expect(list?.digest).toBe(createHash('sha256').update(text).digest('hex'));
  });

  test('a sole trader without a credit code is not named, a company is, and inspectors are ids', () => {
    const names = new Map(published.objects.map(({ id, name }) => [id, name]));
    const soleTrader = ([id]: [string, string]) => Number(id.slice(1)) % 5 === 0;
    expect([...names].filter(soleTrader).every(([, name]) => name === '睢**')).toBe(true);
    expect(
      [...names]
        .filter((entry) => !soleTrader(entry))
        .every(([id, name]) => name === `睢县第${Number(id.slice(1))}商店`),
    ).toBe(true);
    expect(JSON.stringify([published.document, published.objects])).not.toContain('检查员');
    expect(published.objects.every(({ teams }) => teams.every(({ members }) => members.length === 2))).toBe(true);
  });

  test('one object is one visit, with a result for each department that drew it', async () => {
    const visits = await visitsOf(batch.id);
    const results = await resultsOf(batch.id);
    expect(visits).toHaveLength(batch.visits ?? 0);
    expect(new Set(visits.map(({ object }) => object.id)).size).toBe(visits.length);
    // 35 drawn by 市场监管 and 20 by 卫健, whoever of them coincide.
    expect(results).toHaveLength(55);
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
