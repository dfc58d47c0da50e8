import { beforeEach, describe, expect, test } from 'vitest';
import type { Inspector } from '../../shared/domain/registry/registry.ts';
import { resumeDraws } from '../../shared/use-cases/batch/resume-draws.ts';
import { committedBatch, lead, office, parties, revealedBatch, times, voidBatch } from '../support/draw-ceremony.ts';
import { runAttempt, type Watched } from '../support/draw-machine.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { readPublicDraw } from '../support/public-draw.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;

/** Five shops of class A, all drawn; every second is 卫健's as well. */
async function county(inspectors: readonly Inspector[]): Promise<void> {
  system = await systemForTest();
  const objects = numbered(15, (n) => shop(n));
  await settle(system.deps, { objects, inspectors, plans: [publishedPlan([jointEntry(ofClassA(10_000))])] });
}

beforeEach(() => county([...numbered(4, (n) => officer('SCJG', n)), ...numbered(4, (n) => officer('WJW', n))]));

const runsOf = (id: string) => [...system.draws.running.values()].filter(({ batchId }) => batchId === id);
const firstOf = (batchId: string) =>
  ({ batchId, work: 'draw', attempt: 1, dueAt: times.revealBy, byShards: false }) as const;
const batchOf = (id: string, who = lead) => system.as(who)('getBatch', { params: { id } }).then(expectOk);
const acts = async (id: string) => (await system.deps.audit.events('batch', id)).map(({ action }) => action);
const count = async (id: string, act: string) => (await acts(id)).filter((each) => each === act).length;
const visitsOf = async (id: string) =>
  expectOk(await system.as(lead)('listVisits', { query: { batch: id, limit: 100 } })).items;
const restart = (id: string, who = lead) => system.as(who)('restartProcess', { params: { id } });
const kindOf = (answer: { ok: true } | { ok: false; error: { kind: string } }) =>
  answer.ok ? 'ok' : answer.error.kind;

/** Carries out the attempt that was started last, and ends it as Step Functions would. */
async function carryOut(id: string, watched?: Watched) {
  const run = runsOf(id).at(-1);
  if (!run) throw new Error('nothing was started');
  const outcome = await runAttempt(system.deps, run, watched);
  system.draws.end(run);
  return outcome;
}

describe('a batch draws itself', () => {
  test('from the commitment on, at the announced time and by nobody’s hand', async () => {
    const { id } = await revealedBatch(system, 'E1', 'freeze-0001', 'unlaid');
    expect(runsOf(id)).toEqual([firstOf(id)]);
    expect(await carryOut(id)).toBe('succeeded');
    expect(await batchOf(id)).toMatchObject({ status: 'dispatched', visits: 5 });
    expect(await visitsOf(id)).toHaveLength(5);
    const drawn = (await system.deps.audit.events('batch', id)).find(({ action }) => action === 'draw');
    expect(drawn?.actor).toBe('system');
  });

  test('the lists can be read as soon as they lie there, and not before', async () => {
    const { id, number } = await committedBatch(system, 'E1', 'freeze-0001', 'unlaid');
    const params = { number, frame: `${number}-1` };
    const ask = () => system.as(undefined)('listPublicFrameShards', { params, query: { limit: 100 } });
    expect(kindOf(await ask())).toBe('not-found');
    await system.runJob('stage-public-frames', { batchId: id });
    expect(expectOk(await ask()).items.flatMap(({ lines }) => lines)).toHaveLength(5);
  });

  test('two executions at once make one draw and one dispatch', async () => {
    const { id } = await revealedBatch(system, 'E1', 'freeze-0001', 'unlaid');
    const [run] = runsOf(id);
    if (!run) throw new Error('nothing was started');
    const both = [run, { ...run, attempt: 2 }].map((each) => runAttempt(system.deps, each));
    expect(await Promise.all(both)).toEqual(['succeeded', 'succeeded']);
    expect([await count(id, 'stage-public-frames'), await count(id, 'draw'), await count(id, 'dispatch')]).toEqual([
      1, 1, 1,
    ]);
    expect(await visitsOf(id)).toHaveLength(5);
  });

  test('a dispatch whose time runs out is continued by the next run, until all is dispatched', async () => {
    const { id } = await revealedBatch(system, 'E1', 'freeze-0001', 'unlaid');
    const runs: number[] = [];
    const watched: Watched = {
      before: (task) => void (task === 'dispatch-visits' && runs.push(runs.length)),
      // The first two runs are told that their time is up before they begin.
      timeLeft: (task) => (task === 'dispatch-visits' && runs.length <= 2 ? 1_000 : 900_000),
    };
    expect(await carryOut(id, watched)).toBe('succeeded');
    expect(runs).toHaveLength(3);
    expect(await batchOf(id)).toMatchObject({ status: 'dispatched', visits: 5 });
    expect([await visitsOf(id), await count(id, 'dispatch')]).toMatchObject([{ length: 5 }, 1]);
  });

  test('a lead who presses the button meanwhile and the process find the same draw', async () => {
    const { id } = await revealedBatch(system);
    const press = async () => expectOk(await system.as(lead)('drawBatch', { params: { id } })).list?.digest;
    let pressed: string | undefined;
    const before: Watched['before'] = async (task) => {
      if (task === 'match-teams') pressed = await press();
    };
    expect(await carryOut(id, { before })).toBe('succeeded');
    expect((await batchOf(id)).list?.digest).toBe(pressed);
    expect([await count(id, 'draw'), (await batchOf(id)).status]).toEqual([1, 'dispatched']);
  });

  test('an execution that comes late, when all is done, changes nothing and ends well', async () => {
    const { id } = await revealedBatch(system, 'E1', 'freeze-0001', 'unlaid');
    const [run] = runsOf(id);
    if (!run) throw new Error('nothing was started');
    expect(await carryOut(id)).toBe('succeeded');
    const { version } = await batchOf(id);
    expect(await runAttempt(system.deps, { ...run, attempt: 2 })).toBe('succeeded');
    expect((await batchOf(id)).version).toBe(version);
  });

  // Between the randomness and the draw nobody can void it.
  test.each(['stage-public-frames', 'take-randomness', 'dispatch-visits'] as const)(
    'a void before %s ends it quietly, with nothing drawn after it',
    async (moment) => {
      const { id } =
        moment === 'dispatch-visits'
          ? await revealedBatch(system)
          : await committedBatch(system, 'E1', 'freeze-0001', 'unlaid');
      system.at(times.draw);
      const body = { category: '其他', reason: '停止抽查' } as const;
      const before: Watched['before'] = async (task) => {
        if (task === moment) expectOk(await voidBatch(system, id, body));
      };
      expect(await carryOut(id, { before })).toBe('succeeded');
      const batch = await batchOf(id);
      expect([batch.status, batch.process?.failedAt]).toEqual(['voided', undefined]);
      expect(await visitsOf(id)).toEqual([]);
    },
  );

  test('a match that fails ends it, and the batch says which department is short', async () => {
    const outOfScope = numbered(3, (n) => officer('SCJG', n, { itemScope: ['SCJG-777'] }));
    await county([...outOfScope, ...numbered(4, (n) => officer('WJW', n))]);
    const { id, number } = await revealedBatch(system);
    expect(await carryOut(id)).toBe('succeeded');
    const batch = await batchOf(id);
    expect([batch.status, batch.process?.failedAt]).toEqual(['match-failed', undefined]);
    expect(batch.matchFailure?.map(({ department }) => department)).toContain('SCJG');
    expect((await readPublicDraw(system.deps.published, number)).document.stalled).toBeUndefined();
    expect(await system.runJob('resume-draws')).toEqual({ open: 0, started: 0, stuck: 0 });
  });
});

describe('an attempt that fails', () => {
  test('for a ceremony that was not completed names the parties on the batch and in public, and is left to people', async () => {
    const { id, number } = await committedBatch(system);
    system.at(times.draw);
    expect(await carryOut(id)).toBe('failed');
    const reason = '以下参与方尚未完成：财政局、发展和改革委员会、司法局。';
    expect((await batchOf(id)).process).toEqual({
      attempt: 1,
      startedAt: times.freeze,
      dueAt: times.revealBy,
      failedAt: times.draw,
      failedTask: 'take-randomness',
      reason,
      transient: false,
    });
    const { document } = await readPublicDraw(system.deps.published, number);
    expect(document.stalled).toEqual({ since: times.draw, task: '取得随机数', reason });
    expect(await system.runJob('resume-draws')).toEqual({ open: 1, started: 0, stuck: 1 });
    expect(runsOf(id)).toEqual([]);

    expectOk(await voidBatch(system, id, { category: '其他', reason: '随机源未完成' }));
    expect((await readPublicDraw(system.deps.published, number)).document.stalled).toBeUndefined();
    expect(await system.runJob('resume-draws')).toEqual({ open: 0, started: 0, stuck: 0 });
  });

  const outage = (task: string): Watched => ({
    before: (each) => {
      if (each === task) throw new Error('connect ECONNREFUSED 10.0.0.7:443');
    },
  });

  test.each(['draw-objects', 'commit-draw', 'dispatch-visits'])(
    'at %s for an outage says so without the inside of the system, and the next attempt ends the batch',
    async (task) => {
      const { id, number } = await revealedBatch(system);
      expect(await carryOut(id, outage(task))).toBe('failed');
      expect((await batchOf(id)).process).toMatchObject({ attempt: 1, failedTask: task, transient: true });
      const { document } = await readPublicDraw(system.deps.published, number);
      expect(document.stalled?.reason).toMatch(/^系统故障，未能完成“.+”，系统将自动重试。$/);
      expect(JSON.stringify([document, await batchOf(id)])).not.toContain('ECONNREFUSED');

      expect(await system.runJob('resume-draws')).toEqual({ open: 1, started: 1, stuck: 1 });
      expect((await batchOf(id)).process).toMatchObject({ attempt: 2 });
      expect((await batchOf(id)).process?.failedAt).toBeUndefined();
      expect(await carryOut(id)).toBe('succeeded');
      expect(await batchOf(id)).toMatchObject({ status: 'dispatched' });
      expect(await system.runJob('resume-draws')).toEqual({ open: 0, started: 0, stuck: 0 });
    },
  );

  test('a task that fails once is repeated, and nobody hears of it', async () => {
    const { id } = await revealedBatch(system);
    const failed = new Set<string>();
    const before: Watched['before'] = (task) => {
      if (failed.has(task)) return;
      failed.add(task);
      throw new Error('the table was busy');
    };
    expect(await carryOut(id, { before })).toBe('succeeded');
    expect((await batchOf(id)).process?.failedAt).toBeUndefined();
    expect(await acts(id)).not.toContain('process-failed');
  });

  test('twelve times is left to a person', async () => {
    const { id } = await revealedBatch(system);
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      await carryOut(id, outage('draw-objects'));
      expect(await system.runJob('resume-draws')).toMatchObject({ started: attempt < 12 ? 1 : 0, stuck: 1 });
    }
    expect(expectOk(await restart(id)).process).toMatchObject({ attempt: 13 });
    expect(await carryOut(id)).toBe('succeeded');
  });

  test('tells an attempt that came after it nothing', async () => {
    const { id } = await revealedBatch(system);
    const [first] = runsOf(id);
    if (!first) throw new Error('nothing was started');
    system.draws.end(first);
    await system.runJob('resume-draws');
    expect(await runAttempt(system.deps, first, outage('draw-objects'))).toBe('failed');
    expect((await batchOf(id)).process).toEqual({ attempt: 2, startedAt: times.draw, dueAt: times.revealBy });
  });
});

describe('what the process left lying is taken up', () => {
  test('a start that was lost is made up for, and one that runs is left alone', async () => {
    const { id } = await committedBatch(system);
    system.draws.forget();
    expect(await system.runJob('resume-draws')).toEqual({ open: 1, started: 0, stuck: 0 });
    expect(runsOf(id)).toEqual([firstOf(id)]);
    expect(await system.runJob('resume-draws')).toEqual({ open: 1, started: 0, stuck: 0 });
    expect(runsOf(id)).toHaveLength(1);
  });

  test('a commitment stands when nothing can be started at the moment, and is drawn once something can', async () => {
    system.draws.breakDown(true);
    const { id, number } = await committedBatch(system);
    expect((await readPublicDraw(system.deps.published, number)).document.digest).toBe((await batchOf(id)).digest);
    await expect(system.runJob('resume-draws')).rejects.toThrow('1 draws could not be carried on');
    system.draws.breakDown(false);
    expect(await system.runJob('resume-draws')).toEqual({ open: 1, started: 0, stuck: 0 });
    expect(runsOf(id)).toEqual([firstOf(id)]);
    expect(await count(id, 'start-process')).toBe(0);
  });

  test('an execution that died without a word is followed by one more, whoever asks how often', async () => {
    const { id } = await revealedBatch(system);
    system.draws.end(firstOf(id));
    const now = new Date(times.draw);
    await Promise.all([resumeDraws(system.deps, now), resumeDraws(system.deps, now)]);
    expect(runsOf(id).map(({ attempt }) => attempt)).toEqual([2]);
    expect(await count(id, 'start-process')).toBe(1);
  });

  test('a batch is stuck when it is an hour past its time', async () => {
    await revealedBatch(system);
    for (const [at, stuck] of [
      ['2026-11-23T04:00:00.000Z', 0],
      ['2026-11-23T04:00:00.001Z', 1],
    ] as const) {
      system.at(at);
      expect(await system.runJob('resume-draws')).toEqual({ open: 1, started: 0, stuck });
    }
  });
});

describe('a lead begins it again', () => {
  test('after it failed, and not while it runs', async () => {
    const { id } = await revealedBatch(system);
    expect(kindOf(await restart(id))).toBe('process-running');
    await carryOut(id, { before: () => Promise.reject(new Error('no')) });
    // Not even its failure could be written: the attempt is over all the same.
    expect((await batchOf(id)).process?.failedAt).toBeUndefined();
    expect(expectOk(await restart(id)).process).toMatchObject({ attempt: 2 });
    expect(kindOf(await restart(id, office))).toBe('process-running');
  });

  test('and not before the commitment, nor when the batch is handed out or void', async () => {
    const { id } = await revealedBatch(system);
    await carryOut(id);
    expect(kindOf(await restart(id))).toBe('not-ready');
    expectOk(await voidBatch(system, id, { category: '其他', reason: '误操作' }));
    expect(kindOf(await restart(id))).toBe('not-ready');
  });

  test('and no department that only brings chance', async () => {
    const { id } = await revealedBatch(system);
    const [party] = parties;
    expect(kindOf(await restart(id, person(party, 'department-admin')))).toBe('foreign-department');
  });
});
