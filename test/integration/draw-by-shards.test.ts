import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Batch } from '../../shared/domain/batch/batch.ts';
import { stratificationOf } from '../../shared/domain/frame/eligibility.ts';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { drawFrame as drawInMemory } from '../../shared/draw/draw-frame.ts';
import { freezeFrame } from '../../shared/draw/freeze-frame.ts';
import { type BookRow, bookRowOf } from '../../shared/draw/lines.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import { drawSeed } from '../../shared/draw/tickets.ts';
import { createRecord, replaceRecord, replaceRow } from '../../shared/use-cases/changes.ts';
import { drawShard } from '../../shared/use-cases/draw/by-shards.ts';
import { publishedShard } from '../../shared/use-cases/draw/published-frames.ts';
import { drawFrame } from '../../shared/use-cases/draw/selection.ts';
import { everyShard, shardFiles } from '../../shared/use-cases/draw/shard-files.ts';
import { freezeBatch } from '../../shared/use-cases/frame/freeze-batch.ts';
import { freezeShard } from '../../shared/use-cases/frame/freeze-shard.ts';
import { mergeShard } from '../../shared/use-cases/frame/merge-shard.ts';
import { putFrames } from '../../shared/use-cases/frame/put-frames.ts';
import { reduceFrames } from '../../shared/use-cases/frame/reduce-frames.ts';
import { lead, office, times } from '../support/draw-ceremony.ts';
import { anItem, jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { anAssignment, anObject } from '../support/inspection-samples.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
const now = new Date(times.freeze);
const actor = { ...office, scope: 'any' } as const;
const seed = drawSeed('a'.repeat(64), 'b'.repeat(64));
const capped = anItem('SCJG', { id: 'SCJG-002', kind: 'general', ratioCap: { ratio: 500, document: '省清单' } });
/** Smaller than any registry: everything goes by shards. */
const never = -1;

async function settled() {
  system = await systemForTest();
  system.at(times.freeze);
  const twin = (id: string, more = {}) => publishedPlan([jointEntry(more)], { id, number: id });
  const alone = (item: string, department: 'SCJG' | 'YJJ') =>
    ({ lead: department, departments: [{ department, items: [item] }] }) as const;
  await settle(system.deps, {
    items: [anItem('SCJG'), anItem('WJW'), anItem('YJJ'), capped],
    objects: [
      ...numbered(400, (n) => shop(n)),
      ...numbered(20, (n) => shop(500 + n, { status: '注销' })),
      shop(600, { creditClass: 'D' }),
    ],
    inspectors: ['SCJG', 'WJW', 'YJJ'].flatMap((code) => numbered(3, (n) => officer(code as 'SCJG', n))),
    plans: [
      ...['at-once', 'by-shards', 'killed', 'raced', 'by-process', 'alone', 'voided'].map((id) => twin(id)),
      twin('above-cap', alone('SCJG-002', 'SCJG')),
      twin('nobody', alone('YJJ-001', 'YJJ')),
    ],
  });
}

async function begun(planId: string, onePassObjects = never): Promise<Batch> {
  const entries = [{ planId, entryId: 'E1' }];
  const made = await freezeBatch(
    system.deps,
    { id: `batch-${planId}`, title: '抽查', entries },
    actor,
    now,
    onePassObjects,
  );
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value.value;
}

/** R9: two completed checks in the year of the window. */
async function checkedTwiceThisYear(id: string): Promise<void> {
  const visits = ['B1', 'B2'].map((batchId) => anAssignment({ batchId, object: anObject({ id }) }).visit);
  const changes = visits.map((visit) => createRecord('visit', visit.id, { ...visit, status: 'completed' }, anEvent()));
  expect(await system.deps.work.commit(changes)).toMatchObject({ ok: true });
}

const reduced = async (planId: string) => (await reduceFrames(system.deps, { batchId: `batch-${planId}` }, now)).value;

const fileOf = (blob: string) => system.deps.blobs.files.get(blob)?.toString('utf8');

/** What does not say by which way it was frozen: rows are under a key of each batch, frames are numbered by batch, and lie elsewhere. */
const facts = ({ frames }: Batch) =>
  frames.map(({ parts, size, strata, excluded }) => ({ parts, size, strata, excluded }));

const booksOf = ({ frames }: Batch): readonly (readonly BookRow[])[] =>
  frames.map(({ book = '' }) => (fileOf(book) ?? '').split('\n').flatMap((line) => bookRowOf(line) ?? []));

/** Who stands behind the rows, in the order of the ids. */
const namesIn = (batch: Batch) =>
  booksOf(batch).map((book) => book.map(({ row: _, ...named }) => named).toSorted((a, b) => (a.id < b.id ? -1 : 1)));

/** What one pass makes of the frame that a batch froze by shards, by the specification. */
async function inOnePass({ id, frames }: Batch, objects: readonly BookRow[]) {
  const kept = await system.deps.records.find('batch-key', id);
  const key = batchKey((await system.deps.keys.open(id, kept?.value.sealed ?? '')) ?? '');
  const [first] = frames;
  if (!first) throw new Error('no frame');
  const { frame, parts } = first;
  const request = {
    frame,
    parts: parts.map(({ department, items }) => ({ department, items: items.map((item) => item.id) })),
    strata: stratificationOf(jointEntry().quotas),
  };
  const frozen = freezeFrame(key, request, objects);
  if (!frozen.ok) throw new Error(frozen.error.kind);
  const { manifest, shards } = frozen.value;
  const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
  return {
    root: manifest.root,
    lines: text(shards.flatMap((shard) => shard.lines)),
    book: text(shards.flatMap((shard) => shard.book)),
  };
}

/** What one pass over a frame's book draws, by the specification. */
function drawnFromBook(frame: Batch['frames'][number], by: string, reserves: number) {
  const lines = fileOf(frame.book ?? '')
    ?.trimEnd()
    .split('\n');
  const parts = frame.parts.map((part) => ({ ...part, items: part.items.map(({ id }) => id) }));
  const drawn = drawInMemory(by, { ...frame, parts }, reserves, lines ?? []);
  if (!drawn.ok) throw new Error(drawn.error.kind);
  return drawn.value;
}

const frozenShard = (shard: number, batchId: string) => freezeShard(system.deps, { batchId, shard }, actor, now);

/** The last shards first, as no order is promised. */
const backwards = everyShard.toReversed();

test('a batch says how far its freeze is, and nothing of it once it is frozen', async () => {
  await settled();
  const { id } = await begun('by-shards');
  const progress = async () => expectOk(await system.as(office)('getBatch', { params: { id } })).progress;
  expect(await progress()).toEqual({ shards: 256, read: 0, written: 0 });
  // One that runs twice counts once.
  for (const shard of [255, 7, 7, 100]) await frozenShard(shard, id);
  expect(await progress()).toEqual({ shards: 256, read: 3, written: 0 });
  for (const shard of everyShard) await frozenShard(shard, id);
  for (const shard of [0, 200]) await mergeShard(system.deps, { batchId: id, shard });
  expect(await progress()).toEqual({ shards: 256, read: 256, written: 2 });
  expect((await reduced('by-shards')).status).toBe('frozen');
  expect(await progress()).toBeUndefined();
});

describe('a batch whose shards are frozen one by one', () => {
  let atOnce: Batch;
  let batch: Batch;
  beforeAll(async () => {
    await settled();
    await checkedTwiceThisYear('S0006');
    atOnce = await begun('at-once', 1_000_000);
    batch = await begun('by-shards');
    for (const shard of backwards) await frozenShard(shard, batch.id);
    for (const shard of backwards.slice(0, 100)) await mergeShard(system.deps, { batchId: batch.id, shard });
    batch = await reduced('by-shards');
  });

  test('is begun without frames and is frozen with them', async () => {
    expect(await begun('voided')).toMatchObject({ status: 'freezing', frames: [] });
    expect([atOnce.status, batch.status]).toEqual(['frozen', 'frozen']);
  });

  test('has the roots, sizes, quotas and exclusions of one that was frozen at once, and the same files', () => {
    expect(facts(batch)).toEqual(facts(atOnce));
    expect(batch.frames.map(({ size, parts }) => [size, ...parts.map((part) => part.size)])).toEqual([[399, 399, 199]]);
    expect(batch.frames[0]?.excluded).toEqual([
      { reason: '信用分类未设定抽取数量', count: 1 },
      { reason: '年度检查次数已达上限', count: 1 },
      { reason: '状态：注销', count: 20 },
    ]);
    expect(namesIn(batch)).toEqual(namesIn(atOnce));
  });

  test('has the root and the bytes of one pass over the same objects', async () => {
    const [frame] = batch.frames;
    const [objects = []] = booksOf(atOnce);
    const classes = new Map(
      (await Array.fromAsync(system.deps.registry.all('object', []))).map(({ value }) => [value.id, value.creditClass]),
    );
    const shuffled = objects.toReversed().map((row) => ({ ...row, stratum: classes.get(row.id) ?? '' }));
    const once = await inOnePass(batch, shuffled);
    expect(frame?.root).toBe(once.root);
    expect(fileOf(frame?.blob ?? '')).toBe(once.lines);
    expect(fileOf(frame?.book ?? '')).toBe(once.book);
  });

  test('draws the same objects with the same thresholds, whatever task ran when', async () => {
    const revealed = { ...batch, status: 'revealed', seed } as const;
    const found = await system.deps.records.find('batch', batch.id);
    if (!found) throw new Error('no batch');
    const stored = await system.deps.work.commit([replaceRecord('batch', batch.id, found, revealed, anEvent())]);
    expect(stored.ok).toBe(true);
    for (const shard of backwards.slice(0, 100)) await drawShard(system.deps, { batchId: batch.id, shard });
    const before = new Map(system.deps.blobs.files);
    await Promise.all(everyShard.slice(150).map((shard) => drawShard(system.deps, { batchId: batch.id, shard })));
    for (const [key, file] of before) expect(system.deps.blobs.files.get(key)).toEqual(file);

    for (const frame of batch.frames) {
      for (const reserves of [0, 3, 1000]) {
        const { strata } = await drawFrame(system.deps, batch.id, frame, seed, reserves);
        expect(strata.map(({ size: _, ...one }) => one)).toEqual(drawnFromBook(frame, seed, reserves));
      }
    }
  });

  test('is drawn in one pass where the shards hand on fewer than must be drawn, which chance all but excludes', async () => {
    const other = drawSeed('c'.repeat(64), 'd'.repeat(64));
    const [frame] = batch.frames;
    if (!frame) throw new Error('no frame');
    const strata = frame.strata.map(({ stratum }) => ({ stratum, candidates: [] }));
    for (const shard of everyShard) {
      const key = shardFiles.candidates(batch.id, frame.frame, other, shard);
      system.deps.blobs.files.set(key, Buffer.from(JSON.stringify({ shard, reserves: 200, strata })));
    }
    const { strata: drawn } = await drawFrame(system.deps, batch.id, frame, other, 0);
    expect(drawn.map(({ size: _, ...one }) => one)).toEqual(drawnFromBook(frame, other, 0));
    expect(drawn.flatMap(({ selected }) => selected).length).toBeGreaterThan(0);
  });

  test('is laid into the public record line by line', async () => {
    await putFrames(system.deps, batch);
    for (const { frame, blob } of batch.frames) {
      const lines: string[] = [];
      for (const shard of everyShard) lines.push(...(await publishedShard(system.deps.published, frame, shard)));
      expect(lines.map((line) => `${line}\n`).join('')).toBe(fileOf(blob));
    }
  });

  test('can be downloaded, and shows nobody where its shards lie', async () => {
    const [frame] = batch.frames;
    const params = { id: batch.id, frame: frame?.frame ?? '' };
    expect(expectOk(await system.as(lead)('getBatchFrame', { params })).url).toBe(`memory:${frame?.blob}`);
    const shown = JSON.stringify(expectOk(await system.as(lead)('getBatch', { params })));
    expect(shown).not.toMatch(/draws\/|books\/|shards\//);
  });
});

describe('a task that dies, comes twice or comes late', () => {
  let expected: ReturnType<typeof facts>;
  beforeEach(async () => {
    await settled();
    expected = facts(await begun('at-once', 1_000_000));
  });

  test('leaves a batch that ends the same when it is killed between its files and its summary', async () => {
    const { id } = await begun('killed');
    let puts = 0;
    const dying = {
      ...system.deps,
      blobs: {
        ...system.deps.blobs,
        put: (...given: Parameters<typeof system.deps.blobs.put>) => {
          puts += 1;
          if (puts % 5 === 0) throw new Error('killed');
          return system.deps.blobs.put(...given);
        },
      },
    };
    let kills = 0;
    for (const shard of everyShard) {
      await freezeShard(dying, { batchId: id, shard }, actor, now).catch(() => {
        kills += 1;
      });
    }
    expect(kills).toBeGreaterThan(50);
    for (const shard of everyShard) await frozenShard(shard, id);
    await expect(reduceFrames(dying, { batchId: id }, now)).rejects.toThrow('killed');
    expect((await system.deps.records.find('batch', id))?.value.status).toBe('freezing');
    expect(facts(await reduced('killed'))).toEqual(expected);
  });

  test('is made up for by the last task: it merges every shard that no other has merged', async () => {
    const { id } = await begun('alone');
    for (const shard of everyShard) await frozenShard(shard, id);
    await system.runJob('reduce-frames', { batchId: id });
    expect(facts(await begunBefore('alone'))).toEqual(expected);
  });

  test('runs as a task, and refuses a shard that there is not', async () => {
    const { id } = await begun('by-process');
    const counts = await system.runJob('freeze-shard', { batchId: id, shard: '12' });
    expect(Object.keys(counts)).toEqual(['frames']);
    await expect(system.runJob('freeze-shard', { batchId: id, shard: '256' })).rejects.toThrow();
    await expect(system.runJob('freeze-shard', { batchId: id })).rejects.toThrow();
    for (const shard of everyShard) await frozenShard(shard, id);
    expect(Object.keys(await system.runJob('merge-shard', { batchId: id, shard: '12' }))).toEqual(['rows']);
    expect(await system.runJob('reduce-frames', { batchId: id })).toEqual({ status: 'frozen', frames: 1 });
    await expect(system.runJob('draw-shard', { batchId: id, shard: '12' })).rejects.toThrow('has no seed');
  });

  test('reads what was fixed when the batch was begun, and of two runs at once one counts', async () => {
    const { id } = await begun('raced');
    const shard = Number.parseInt(sha256('S0001').slice(0, 2), 16);
    const first = await frozenShard(shard, id);
    const [object, item] = [
      await system.deps.registry.find('object', 'S0001'),
      await system.deps.registry.find('item', 'SCJG-001'),
    ];
    if (!object || !item) throw new Error('no row');
    const edits = [
      replaceRow(object, { ...object.value, creditClass: 'C' }, anEvent()),
      replaceRow(item, { ...item.value, status: '失效', applies: { tags: ['无'] } }, anEvent()),
    ];
    expect((await system.deps.work.commit(edits)).ok).toBe(true);
    expect(await frozenShard(shard, id)).toEqual(first);
    const both = await Promise.all([1, 2].map(() => frozenShard(shard, id)));
    expect(both[0]).toEqual(both[1]);
    for (const each of everyShard) await frozenShard(each, id);
    const twice = await Promise.all([1, 2].map(() => reduceFrames(system.deps, { batchId: id }, now)));
    expect(twice.map(({ value }) => value.status)).toEqual(['frozen', 'frozen']);
    expect(twice[0]?.meta.version).toBe(twice[1]?.meta.version);
    expect(facts(await begunBefore('raced'))).toEqual(expected);

    const files = new Map(system.deps.blobs.files);
    expect(await frozenShard(shard, id)).toEqual({ ok: true, value: undefined });
    await reduced('raced');
    expect([...system.deps.blobs.files.keys()]).toEqual([...files.keys()]);
  });
});

const begunBefore = async (planId: string): Promise<Batch> => {
  const found = await system.deps.records.find('batch', `batch-${planId}`);
  if (!found) throw new Error(`no batch of ${planId}`);
  return found.value;
};

describe('a batch that must not be frozen', () => {
  beforeAll(settled);

  test.each([
    ['above-cap', '事项 SCJG-002 的抽查比例 10% 超过上限 5%。'],
    ['nobody', '食品经营联合抽查 没有符合条件的检查对象。'],
  ])('says why (%s), stays as it is and can be voided', async (planId, reason) => {
    const { id, department } = await begun(planId);
    for (const shard of everyShard) await frozenShard(shard, id);
    expect(await reduced(planId)).toMatchObject({ status: 'freezing', freezeFailure: reason });
    expect((await reduced(planId)).freezeFailure).toBe(reason);
    // Asking again would give the same answer.
    const own = system.as(person(department, 'department-admin'));
    expect(await own('restartProcess', { params: { id } })).toMatchObject({ error: { kind: 'not-ready' } });
    system.draws.forget();
    await system.runJob('resume-draws');
    expect([...system.draws.running.values()].filter(({ batchId }) => batchId === id)).toEqual([]);
    const body = { category: '其他', reason: '不能冻结' } as const;
    const asked = expectOk(await system.as(office)('requestVoid', { params: { id }, key: `void-${planId}`, body }));
    const requestId = asked.voidRequest?.id ?? '';
    expectOk(await system.as(person('SCJG', 'office', '乙'))('approveVoid', { params: { id, requestId } }));
    expect((await begunBefore(planId)).status).toBe('voided');
    expect(await frozenShard(1, id)).toEqual({ ok: true, value: undefined });
  });
});
