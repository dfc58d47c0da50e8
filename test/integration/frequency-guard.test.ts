import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Batch } from '../../shared/domain/batch/batch.ts';
import { bookRowOf } from '../../shared/draw/lines.ts';
import { everyShard } from '../../shared/use-cases/draw/shard-files.ts';
import { freezeBatch } from '../../shared/use-cases/frame/freeze-batch.ts';
import { freezeShard } from '../../shared/use-cases/frame/freeze-shard.ts';
import { reduceFrames } from '../../shared/use-cases/frame/reduce-frames.ts';
import { readYearChecks } from '../../shared/use-cases/frame/year-checks.ts';
import { commitFrozen, lead, office, revealCommitted, times, voidBatch } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { expectOk, systemForTest, type TestSystem } from '../support/system.ts';

/** The standard: an object is checked twice a year at most. */
const cap = 2;
const shops = 12;

let system: TestSystem;
let keys = 0;

/** Twelve shops of class A; every entry draws a third of them, W with a written reason. */
async function county(): Promise<TestSystem> {
  const made = await systemForTest();
  const third = { filter: {}, quotas: ofClassA(3333).quotas };
  await settle(made.deps, {
    objects: numbered(shops, (n) => shop(n, { creditClass: 'A', supervisors: ['SCJG', 'WJW'] })),
    inspectors: [...numbered(3, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
    plans: [
      publishedPlan([
        ...numbered(9, (n) => jointEntry({ ...third, id: `E${n}` })),
        jointEntry({ ...third, id: 'NEXT-YEAR', window: { from: '2027-01-04', to: '2027-01-31' } }),
        jointEntry({ ...third, id: 'W', frequencyWaiver: '上级部署的专项整治' }),
      ]),
    ],
  });
  made.at(times.freeze);
  return made;
}

beforeEach(async () => {
  system = await county();
});

const freeze = async (entryId: string) => {
  system.at(times.freeze);
  keys += 1;
  const body = { title: '联合抽查', entries: [{ planId: 'P1', entryId }] };
  return system.as(lead)('freezeBatch', { key: `guard-key-${keys}`, body });
};
const frozen = async (entryId: string) => expectOk(await freeze(entryId));

async function draw(id: string): Promise<void> {
  system.at(times.freeze);
  const batch = expectOk(await system.as(lead)('getBatch', { params: { id } }));
  await commitFrozen(system, batch);
  await system.runJob('stage-public-frames', { batchId: id });
  await revealCommitted(system, id);
  expectOk(await system.as(lead)('drawBatch', { params: { id } }));
}

const stored = async (id: string): Promise<Batch> => {
  const found = await system.deps.records.find('batch', id);
  if (!found) throw new Error(`no batch ${id}`);
  return found.value;
};

/** Who stands in a batch's frames, read from its books. */
async function framed(id: string): Promise<ReadonlySet<string>> {
  const { frames } = await stored(id);
  const lines = frames.flatMap(({ book = '' }) => (system.deps.blobs.files.get(book)?.toString() ?? '').split('\n'));
  return new Set(lines.flatMap((line) => bookRowOf(line)?.id ?? []));
}

/** Whom a drawn batch has selected, read from its file. */
async function selected(id: string): Promise<ReadonlySet<string>> {
  const { selection } = await stored(id);
  const text = system.deps.blobs.files.get(selection?.blob ?? '')?.toString() ?? '{"visits":[]}';
  const { visits } = JSON.parse(text) as { visits: readonly { visit: { object: { id: string } } }[] };
  return new Set(visits.map(({ visit }) => visit.object.id));
}

describe('R9: an object may be checked twice a year, by whatever batches', () => {
  test('two batches may both hold it, a third may not while neither is drawn', async () => {
    const [first, second] = [await frozen('E1'), await frozen('E2')];
    expect([(await framed(first.id)).size, (await framed(second.id)).size]).toEqual([shops, shops]);
    expect(await freeze('E3')).toMatchObject({ error: { kind: 'empty-frame' } });
  });

  test('once one is drawn it holds only whom it has selected, dispatched or not', async () => {
    const [first, second] = [await frozen('E1'), await frozen('E2')];
    await draw(first.id);
    const drawn = await selected(first.id);
    expect(drawn.size).toBe(4);
    const third = await frozen('E3');
    expect(await framed(third.id)).toEqual((await framed(second.id)).difference(drawn));
    expect((await stored(third.id)).frames[0]?.excluded).toEqual([
      { reason: '已列入待抽取的其他批次，年度检查次数可能超过上限', count: 4 },
    ]);
    expectOk(await system.as(lead)('dispatchBatch', { params: { id: first.id } }));
    const { checks } = await readYearChecks(system.deps, 2026);
    expect([...checks.keys()].toSorted()).toEqual([...drawn].toSorted());
    expect([...checks.values()].every((count) => count === 1)).toBe(true);
  });

  test('two that are drawn and wait for their dispatch count as its checks', async () => {
    const [first, second] = [await frozen('E1'), await frozen('E2')];
    await draw(first.id);
    await draw(second.id);
    const twice = (await selected(first.id)).intersection(await selected(second.id));
    const third = await frozen('E3');
    expect(await framed(third.id)).toEqual(new Set(numbered(shops, (n) => shop(n).id)).difference(twice));
    expect((await stored(third.id)).frames[0]?.excluded).toEqual(
      twice.size > 0 ? [{ reason: '年度检查次数已达上限', count: twice.size }] : [],
    );
  });

  test('a void gives back what the batch held', async () => {
    const [first] = [await frozen('E1'), await frozen('E2')];
    expectOk(await voidBatch(system, first.id, { category: '其他', reason: '误操作' }));
    expect((await framed((await frozen('E3')).id)).size).toBe(shops);
  });

  test('a written reason passes, and what it may draw counts for others', async () => {
    const waived = [await frozen('E1'), await frozen('E2'), await frozen('W')].at(-1);
    expect((await framed(waived?.id ?? '')).size).toBe(shops);
    const first = expectOk(await system.as(lead)('listBatches', {})).items.at(-1);
    expectOk(await voidBatch(system, first?.id ?? '', { category: '其他', reason: '误操作' }));
    expect(await freeze('E3')).toMatchObject({ error: { kind: 'empty-frame' } });
  });

  test('another year has checks of its own', async () => {
    await frozen('E1');
    await frozen('E2');
    expect((await framed((await frozen('NEXT-YEAR')).id)).size).toBe(shops);
  });

  test('a preview counts as a freeze would', async () => {
    await frozen('E1');
    await frozen('E2');
    const call = { params: { id: 'P1' }, body: { entryId: 'E3' } };
    expect(expectOk(await system.as(lead)('previewEntry', call))).toMatchObject({
      size: 0,
      excluded: [{ reason: '已列入待抽取的其他批次，年度检查次数可能超过上限', count: shops }],
    });
  });

  test('of freezes that meet, each sees those before it', async () => {
    const answers = await Promise.all(['E1', 'E2', 'E3', 'E4'].map(freeze));
    const made = answers.flatMap((answer) => (answer.ok ? [answer.value.id] : []));
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.kind]));
    expect([made.length, refused]).toEqual([2, ['empty-frame', 'empty-frame']]);
  });

  test('two that meet at midnight do so as well, though their numbers are of two days', async () => {
    await frozen('E1');
    const entries = (entryId: string) => [{ planId: 'P1', entryId }];
    const actor = { ...lead, id: 'lead', department: 'SCJG', scope: 'own' } as const;
    const [before, after] = ['2026-11-23T15:59:59Z', '2026-11-23T16:00:00Z'];
    const at = (entryId: string, instant: string) =>
      freezeBatch(
        system.deps,
        { id: `midnight-${entryId}`, title: '抽查', entries: entries(entryId) },
        actor,
        new Date(instant),
      );
    const answers = await Promise.all([at('E2', before), at('E3', after)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.error.kind]))).toEqual(['empty-frame']);
  });
});

describe('a registry that is frozen by shards', () => {
  const actor = { ...office, scope: 'any' } as const;
  const now = new Date(times.freeze);
  const begin = (entryId: string) =>
    freezeBatch(
      system.deps,
      { id: `large-${entryId}`, title: '抽查', entries: [{ planId: 'P1', entryId }] },
      actor,
      now,
      -1,
    );
  async function finish(id: string): Promise<void> {
    for (const shard of everyShard) await freezeShard(system.deps, { batchId: id, shard }, actor, now);
    await reduceFrames(system.deps, { batchId: id }, now);
  }

  test('while one is being frozen no other is, as nobody knows yet whom it will hold', async () => {
    expect(await begin('E1')).toMatchObject({ ok: true });
    expect(await freeze('E2')).toMatchObject({
      error: { kind: 'not-ready', detail: expect.stringContaining('正在分片冻结') },
    });
    await finish('large-E1');
    expect((await framed((await frozen('E2')).id)).size).toBe(shops);
  }, 180_000);

  test('counts what was frozen at once and what was frozen by shards, and of a drawn one whom it has selected', async () => {
    await frozen('E1');
    await begin('E2');
    await finish('large-E2');
    expect((await framed('large-E2')).size).toBe(shops);
    await begin('E3');
    await finish('large-E3');
    expect((await stored('large-E3')).freezeFailure).toContain('没有符合条件的检查对象');
    await draw('large-E2');
    const everybody = new Set(numbered(shops, (n) => shop(n).id));
    expect(await framed((await frozen('E4')).id)).toEqual(everybody.difference(await selected('large-E2')));
  }, 180_000);
});

test('whatever is frozen, drawn, dispatched and voided in whatever order, no object can come to more than two checks', async () => {
  const step = fc.constantFrom('freeze', 'freeze', 'draw', 'dispatch', 'void');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, fc.nat(8)), { minLength: 4, maxLength: 9 }), async (steps) => {
      system = await county();
      const batches: string[] = [];
      const refusals = new Set<string>();
      let entry = 0;
      for (const [what, which] of steps) {
        const id = batches[which % Math.max(1, batches.length)];
        const status = id && (await stored(id)).status;
        if (what === 'freeze' && entry < 9) {
          entry += 1;
          const answer = await freeze(`E${entry}`);
          if (answer.ok) batches.push(answer.value.id);
          else refusals.add(answer.error.kind);
        } else if (what === 'draw' && id && status === 'frozen') await draw(id);
        else if (what === 'dispatch' && id && status === 'drawn')
          expectOk(await system.as(lead)('dispatchBatch', { params: { id } }));
        else if (what === 'void' && id && status !== 'voided')
          expectOk(await voidBatch(system, id, { category: '其他', reason: '停止' }));

        const burdens = new Map<string, number>();
        for (const each of batches) {
          const { status: now, selection } = await stored(each);
          if (now === 'voided') continue;
          const objects = selection ? await selected(each) : await framed(each);
          for (const object of objects) burdens.set(object, (burdens.get(object) ?? 0) + 1);
        }
        expect(Math.max(0, ...burdens.values())).toBeLessThanOrEqual(cap);
      }
      expect([...refusals].filter((kind) => kind !== 'empty-frame')).toEqual([]);
    }),
    { numRuns: 8 },
  );
});
