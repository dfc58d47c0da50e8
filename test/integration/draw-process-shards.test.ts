import { beforeEach, describe, expect, test } from 'vitest';
import type { Batch } from '../../shared/domain/batch/batch.ts';
import { recordFailure, startNext } from '../../shared/use-cases/batch/draw-attempts.ts';
import { drawInOnePass } from '../../shared/use-cases/draw/one-pass.ts';
import { freezeBatch } from '../../shared/use-cases/frame/freeze-batch.ts';
import type { DrawRun } from '../../shared/use-cases/ports/draw-process.ts';
import { commitFrozen, lead, office, revealCommitted, times, voidBatch } from '../support/draw-ceremony.ts';
import { runAttempt, type Watched } from '../support/draw-machine.ts';
import { anItem, jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { readPublicDraw } from '../support/public-draw.ts';
import { expectOk, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
const now = new Date(times.freeze);

/** A county of its own for each test: what `resume-draws` finds open is counted over all batches. */
beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    items: [anItem('SCJG'), anItem('WJW')],
    objects: numbered(300, (n) => shop(n)),
    inspectors: (['SCJG', 'WJW'] as const).flatMap((code) => numbered(6, (n) => officer(code, n))),
    plans: ['unstarted', 'drawn', 'killed', 'lost', 'late', 'voided'].map((id) =>
      publishedPlan([jointEntry()], { id, number: id }),
    ),
  });
  system.at(times.freeze);
});

/** A batch whose registry counts as too large for one request. */
async function begun(planId: string): Promise<Batch> {
  const wanted = { id: `batch-${planId}`, title: '抽查', entries: [{ planId, entryId: 'E1' }] };
  const made = await freezeBatch(system.deps, wanted, { ...office, scope: 'any' }, now, -1);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value.value;
}

const batchOf = async (id: string): Promise<Batch> => {
  const found = await system.deps.records.find('batch', id);
  if (!found) throw new Error(`no batch ${id}`);
  return found.value;
};
const runsOf = (id: string) => [...system.draws.running.values()].filter(({ batchId }) => batchId === id);
const filesUnder = (folder: string) => [...system.deps.blobs.files.keys()].filter((key) => key.includes(folder)).length;

/** Carries out the attempt that was started last, and ends it as Step Functions would. */
async function carryOut(id: string, watched?: Watched): Promise<[DrawRun, string]> {
  const run = runsOf(id).at(-1);
  if (!run) throw new Error('nothing was started');
  const outcome = await runAttempt(system.deps, run, watched);
  system.draws.end(run);
  return [run, outcome];
}

const killed = (task: string): Watched => ({
  before: (each) => {
    if (each === task) throw new Error('killed');
  },
});

describe('a batch that is too large for one request', () => {
  test('is begun although the process cannot be started at the moment, and frozen once it can', async () => {
    system.draws.breakDown(true);
    const { id, status } = await begun('unstarted');
    system.draws.breakDown(false);
    expect([status, runsOf(id)]).toEqual(['freezing', []]);
    expect(await system.runJob('resume-draws')).toMatchObject({ open: 1, started: 0 });
    expect((await carryOut(id))[1]).toBe('succeeded');
    expect((await batchOf(id)).status).toBe('frozen');
  });

  test('is frozen by the process, and drawn by its shards as one pass over its frames would draw it', async () => {
    const { id } = await begun('drawn');
    expect(runsOf(id)).toEqual([{ batchId: id, work: 'freeze', attempt: 1, dueAt: times.freeze, byShards: false }]);
    const tasks: string[] = [];
    expect((await carryOut(id, { before: (task) => void tasks.push(task) }))[1]).toBe('succeeded');
    expect(tasks.toSorted()).toEqual([
      ...Array(256).fill('freeze-shard'),
      ...Array(256).fill('merge-shard'),
      'reduce-frames',
    ]);
    const frozen = expectOk(await system.as(lead)('getBatch', { params: { id } }));
    expect(frozen.status).toBe('frozen');
    expect((await batchOf(id)).process).toBeUndefined();

    await commitFrozen(system, frozen);
    await revealCommitted(system, id);
    expect((await carryOut(id, killed('draw-shard')))[1]).toBe('failed');
    const { document } = await readPublicDraw(system.deps.published, frozen.number);
    expect(document.stalled?.task).toBe('抽取分片');
    expect(await system.runJob('resume-draws')).toMatchObject({ open: 1, started: 1 });
    let found = 0;
    const before: Watched['before'] = (task) => {
      if (task === 'draw-objects') found = filesUnder(`${id}/candidates/`);
    };
    const [run, outcome] = await carryOut(id, { before });
    expect([run, outcome]).toEqual([
      { batchId: id, work: 'draw', attempt: 2, dueAt: times.revealBy, byShards: true },
      'succeeded',
    ]);
    expect(found).toBe(256);

    const batch = await batchOf(id);
    expect(batch.status).toBe('dispatched');
    for (const frame of batch.frames) {
      const strata = await drawInOnePass(system.deps, { ...frame, book: frame.book ?? '' }, batch.seed ?? '', 0);
      const expected = strata.map(({ stratum, threshold, selected }) => [stratum, threshold, selected.length]);
      const own = (batch.drawn ?? []).filter((each) => each.frame === frame.frame);
      expect(own.map(({ stratum, threshold, selected }) => [stratum, threshold, selected])).toEqual(expected);
    }
  });

  test('says to its department, and to nobody else yet, that an attempt failed, and is begun again', async () => {
    const { id, number } = await begun('killed');
    expect((await carryOut(id, killed('freeze-shard')))[1]).toBe('failed');
    const failed = expectOk(await system.as(lead)('getBatch', { params: { id } }));
    expect(failed).toMatchObject({
      status: 'freezing',
      process: { attempt: 1, failedTask: 'freeze-shard', reason: '系统故障，未能完成“冻结分片”，系统将自动重试。' },
    });
    expect(await system.deps.published.find('draw', number)).toBeUndefined();

    expect(await system.runJob('resume-draws')).toEqual({ open: 1, started: 1, stuck: 1 });
    expect((await carryOut(id, killed('reduce-frames')))[1]).toBe('failed');
    expectOk(await system.as(lead)('restartProcess', { params: { id } }));
    expect(await system.as(lead)('restartProcess', { params: { id } })).toMatchObject({
      error: { kind: 'process-running' },
    });
    expect(await carryOut(id)).toMatchObject([{ work: 'freeze', attempt: 3 }, 'succeeded']);
    expect((await batchOf(id)).status).toBe('frozen');
    expect(await system.as(lead)('restartProcess', { params: { id } })).toMatchObject({ error: { kind: 'not-ready' } });
    expect(await system.runJob('resume-draws')).toEqual({ open: 0, started: 0, stuck: 0 });
  });

  test('whose start was lost is taken up by whoever asks next', async () => {
    const { id } = await begun('lost');
    system.draws.forget();
    expect(await system.runJob('resume-draws')).toEqual({ open: 1, started: 0, stuck: 0 });
    expect(runsOf(id)).toHaveLength(1);
    await begun('lost');
    expect(runsOf(id)).toHaveLength(1);
    await carryOut(id);
    expect(await begun('lost')).toMatchObject({ status: 'frozen' });
    expect(runsOf(id)).toEqual([]);
  });

  test('is not failed by an attempt at freezing whose end is told when it is being drawn', async () => {
    const { id, status, process } = await begun('late');
    const freezing = { status, ...(process && { process }) };
    await carryOut(id);
    await commitFrozen(system, expectOk(await system.as(lead)('getBatch', { params: { id } })));
    // So may one who has looked at it before: what was seen is another attempt than the one that is at work now.
    const seen = { ...(await batchOf(id)), ...freezing };
    expect((await startNext({ ...system.deps }, seen, { ...office, scope: 'any' }, now)).ok).toBe(true);
    expect((await batchOf(id)).process?.attempt).toBe(1);
    const late = { id, attempt: 1, task: 'freeze-shard', reason: '系统故障', transient: true } as const;
    expect((await recordFailure(system.deps, late, now)).ok).toBe(true);
    expect((await batchOf(id)).process?.failedAt).toBeUndefined();
    expect((await recordFailure(system.deps, { ...late, task: 'stage-public-frames' }, now)).ok).toBe(true);
    expect((await batchOf(id)).process?.failedTask).toBe('stage-public-frames');
  });

  test('that is voided meanwhile ends quietly, and nothing of it is frozen', async () => {
    const { id } = await begun('voided');
    let voided = false;
    const before: Watched['before'] = async () => {
      if (voided) return;
      voided = true;
      expectOk(await voidBatch(system, id, { category: '其他', reason: '停止抽查' }));
    };
    expect((await carryOut(id, { before }))[1]).toBe('succeeded');
    expect(await batchOf(id)).toMatchObject({ status: 'voided', frames: [] });
    await system.runJob('resume-draws');
    expect(runsOf(id)).toEqual([]);
  });
});
