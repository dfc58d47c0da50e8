import { beforeEach, describe, expect, test } from 'vitest';
import type { InspectionObject } from '../../shared/domain/registry/registry.ts';
import type { TrustPeriod } from '../../shared/domain/trust/trust-period.ts';
import { createRecord, createRow, replaceRow } from '../../shared/use-cases/changes.ts';
import { everyShard } from '../../shared/use-cases/draw/shard-files.ts';
import { changesSince } from '../../shared/use-cases/frame/changes-since.ts';
import { freezeBatch } from '../../shared/use-cases/frame/freeze-batch.ts';
import { freezeShard } from '../../shared/use-cases/frame/freeze-shard.ts';
import { reduceFrames } from '../../shared/use-cases/frame/reduce-frames.ts';
import { committedBatch, frozenBatch, office, times, voidBatch } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { readPublicDraw } from '../support/public-draw.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, systemForTest, type TestSystem } from '../support/system.ts';
import { aTrustPeriod } from '../support/trust-periods.ts';

const wrong = { category: '录入错误', reason: '名录有误' } as const;
/** Nearly the same for every class, so that a few changes would tell none; there is no quota for D. */
const quotas = (['A', 'B', 'C'] as const).map((creditClass, index) => {
  return { creditClass, take: { ratio: 2_500 + index * 100 }, document: '年度方案' };
});
let system: TestSystem;

/** Forty shops: class A, B, C by turns; every second is supervised by health as well. */
beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(40, (n) => shop(n)),
    inspectors: [...numbered(3, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry({ quotas })])],
  });
});

async function change(n: number, more: Partial<InspectionObject>) {
  const row = await system.deps.registry.find('object', shop(n).id);
  if (!row) throw new Error('no such shop');
  const done = await system.deps.work.commit([replaceRow(row, { ...row.value, ...more }, anEvent())]);
  expect(done.ok).toBe(true);
}

/** Of 市场监管 alone, from the day of the freeze on. */
async function watch(n: number, more: Partial<TrustPeriod> = {}) {
  const period = aTrustPeriod({ id: `tp-${n}`, objectId: shop(n).id, status: 'active', ...more });
  expect((await system.deps.work.commit([createRecord('trust-period', period.id, period, anEvent())])).ok).toBe(true);
}

describe('the frame of an entry that was framed before', () => {
  test('says nothing of changes where there was none before', async () => {
    expect((await frozenBatch(system)).frames[0]?.since).toBeUndefined();
  });

  test('says in public how many objects came, left and changed since, and why', async () => {
    const first = await committedBatch(system);
    expectOk(await voidBatch(system, first.id, wrong));
    await change(1, { status: '停用' });
    await change(3, { status: '注销' });
    await change(5, { supervisors: ['NYNC'], department: 'NYNC' });
    // No quota is set for class D.
    await change(7, { creditClass: 'D' });
    await change(2, { creditClass: 'A' });
    await change(4, { supervisors: ['SCJG'] });
    await change(6, { name: '改名' });
    expect((await system.deps.work.commit([createRow('object', shop(41), anEvent())])).ok).toBe(true);
    const second = await committedBatch(system, 'E1', 'freeze-0002');
    const { document } = await readPublicDraw(system.deps.published, second.number);
    expect(document.frames[0]?.since).toEqual({
      frame: `${first.number}-1`,
      added: 1,
      left: [
        { reason: '不再存续', count: 2 },
        { reason: '信用风险分类改变', count: 1 },
        { reason: '退出监管', count: 1 },
      ],
      changed: [
        { reason: '信用风险分类改变', count: 1 },
        { reason: '参加检查的部门改变', count: 1 },
      ],
    });
  });

  test('says of whom a period of trust leaves out that it did, unless the registry has taken it out before', async () => {
    const first = await frozenBatch(system);
    expectOk(await voidBatch(system, first.id, wrong));
    await watch(1);
    // Both departments check it.
    await watch(2, { everywhere: true });
    // In a part of 卫健 it stays.
    await watch(4);
    await watch(3, { everywhere: true });
    await change(3, { status: '注销' });
    await watch(5);
    await change(5, { creditClass: 'A' });
    await change(7, { creditClass: 'D' });
    const since = {
      frame: `${first.number}-1`,
      added: 0,
      left: [
        { reason: '不再存续', count: 1 },
        { reason: '信用风险分类改变', count: 1 },
        { reason: '包容审慎观察期', count: 3 },
      ],
      changed: [{ reason: '参加检查的部门改变', count: 1 }],
    };
    expect((await frozenBatch(system, 'E1', 'freeze-0002')).frames[0]?.since).toEqual(since);
  });

  test('counts what was changed after a frame that never became public', async () => {
    const first = await frozenBatch(system);
    expectOk(await voidBatch(system, first.id, wrong));
    await change(1, { status: '停用' });
    const second = await frozenBatch(system, 'E1', 'freeze-0002');
    expect(second.frames[0]?.since).toMatchObject({
      frame: `${first.number}-1`,
      left: [{ reason: '不再存续', count: 1 }],
    });
  });

  test('counts the same in groups of any size', async () => {
    const first = await frozenBatch(system);
    expectOk(await voidBatch(system, first.id, wrong));
    for (const n of [1, 2, 3, 9]) await change(n, { status: '停用' });
    const second = await frozenBatch(system, 'E1', 'freeze-0002');
    const stored = await system.deps.records.find('batch', second.id);
    const [frame] = stored?.value.frames ?? [];
    const taskId = stored?.value.entries[0]?.taskId ?? '';
    if (!frame) throw new Error('the batch has a frame');
    for (const atOnce of [1, 7, 1_000])
      expect(await changesSince(system.deps, frame, taskId, [], atOnce)).toEqual(frame.since);
  });

  test('counts the same where the frame is frozen by shards', async () => {
    const first = await frozenBatch(system);
    expectOk(await voidBatch(system, first.id, wrong));
    await change(1, { status: '停用' });
    await watch(2, { everywhere: true });
    const [actor, now] = [{ ...office, scope: 'any' } as const, new Date(times.freeze)];
    const request = { id: 'by-shards', title: '再次抽取', entries: [{ planId: 'P1', entryId: 'E1' }] };
    // Smaller than any registry: everything goes by shards.
    expect((await freezeBatch(system.deps, request, actor, now, -1)).ok).toBe(true);
    for (const shard of everyShard) await freezeShard(system.deps, { batchId: request.id, shard }, actor, now);
    const { frames } = (await reduceFrames(system.deps, { batchId: request.id }, now)).value;
    expect(frames[0]?.since).toEqual({
      frame: `${first.number}-1`,
      added: 0,
      left: [
        { reason: '不再存续', count: 1 },
        { reason: '包容审慎观察期', count: 1 },
      ],
      changed: [],
    });
  });
});
