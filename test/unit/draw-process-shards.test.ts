import { StateMachine } from 'aws-local-stepfunctions';
import { describe, expect, test } from 'vitest';
import { taskNames } from '../../shared/platform/jobs.ts';
import { failedRunOf } from '../../shared/use-cases/batch/failed-run.ts';
import type { DrawRun } from '../../shared/use-cases/ports/draw-process.ts';
import { definition } from '../support/draw-machine.ts';

const first = { batchId: 'B1', attempt: 1, dueAt: '2026-11-23T03:00:00.000Z' } as const;
const everyShard = Array.from({ length: 256 }, (_, shard) => String(shard));

/** Runs the process over tasks that say what they were called with; a shard named here fails as often as said. */
async function run(work: Pick<DrawRun, 'work' | 'byShards'>, failing: Readonly<Record<string, number>> = {}) {
  const calls: string[] = [];
  let failure: unknown;
  const answer = (task: string) => async (input: unknown) => {
    if (task === 'record-failure') failure = input;
    const { batchId, shard = '' } = input as { batchId: string; shard?: string };
    const call = [task, batchId, shard].join(' ').trim();
    const before = calls.filter((each) => each === call).length;
    calls.push(call);
    if (before < (failing[shard] ?? 0)) throw new Error('killed');
    return { status: 'drawn' };
  };
  const zeroed = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 0]));
  const machine = new StateMachine(definition, { validationOptions: { checkArn: false } });
  const { result } = machine.run(
    { ...first, ...work },
    {
      overrides: {
        taskResourceLocalHandlers: Object.fromEntries(taskNames.map((task) => [task, answer(task)])),
        retryIntervalOverrides: zeroed(taskNames),
        waitTimeOverrides: zeroed(['await-randomness', 'await-later-randomness']),
      },
    },
  );
  const ended = await result.then(
    () => 'succeeded',
    () => 'failed',
  );
  return { calls, ended, failure };
}

const ofShards = (task: string) => everyShard.map((shard) => `${task} B1 ${shard}`).toSorted();

describe('the process of a batch that is too large for one request', () => {
  test('freezes it: every shard of the registry by a task once, then every shard of the frames, then their joint', async () => {
    const { calls, ended } = await run({ work: 'freeze', byShards: false });
    expect(ended).toBe('succeeded');
    expect(calls.slice(0, 256).toSorted()).toEqual(ofShards('freeze-shard'));
    expect(calls.slice(256, 512).toSorted()).toEqual(ofShards('merge-shard'));
    expect(calls.slice(512)).toEqual(['reduce-frames B1']);
  });

  test('draws it: every shard by a task once, after the randomness and before the draw of objects', async () => {
    const { calls, ended } = await run({ work: 'draw', byShards: true });
    expect(ended).toBe('succeeded');
    expect(calls.slice(0, 2)).toEqual(['stage-public-frames B1', 'take-randomness B1']);
    expect(calls.slice(2, 258).toSorted()).toEqual(ofShards('draw-shard'));
    expect(calls.slice(258)).toEqual(['draw-objects B1', 'match-teams B1', 'commit-draw B1', 'dispatch-visits B1']);
  });

  test('looks into no shard of a batch that was frozen at once', async () => {
    const { calls } = await run({ work: 'draw', byShards: false });
    expect(calls.filter((call) => call.includes('shard'))).toEqual([]);
    expect(calls).toHaveLength(6);
  });

  test('asks a shard again whose task died, and no other', async () => {
    const { calls, ended } = await run({ work: 'freeze', byShards: false }, { 7: 2 });
    expect(ended).toBe('succeeded');
    expect(calls.filter((call) => call === 'freeze-shard B1 7')).toHaveLength(3);
    expect(calls.filter((call) => call === 'merge-shard B1 7')).toHaveLength(3);
    // Twice 256 shards and their joint, and each of the two shards twice more.
    expect(calls).toHaveLength(517);
  });

  test.each([
    ['freeze', 'freeze-shard', '冻结分片'],
    ['draw', 'draw-shard', '抽取分片'],
  ] as const)(
    'to %s goes on with no shard missing: one that fails for good fails the attempt',
    async (work, task, words) => {
      const { calls, ended, failure } = await run({ work, byShards: work === 'draw' }, { 7: 100 });
      expect(ended).toBe('failed');
      expect(calls.filter((call) => call === `${task} B1 7`)).toHaveLength(7);
      expect(calls.at(-1)).toBe('record-failure B1');
      expect(calls).not.toContain('reduce-frames B1');
      expect(calls).not.toContain('draw-objects B1');
      expect(failedRunOf(failure)).toEqual({
        id: 'B1',
        attempt: 1,
        task,
        reason: `系统故障，未能完成“${words}”，系统将自动重试。`,
        transient: true,
      });
    },
  );

  test('spreads its shards over executions of their own, and carries no more than their numbers', () => {
    for (const task of ['freeze-shard', 'merge-shard', 'draw-shard']) {
      expect(definition.States[`${task}-map`]).toMatchObject({
        Type: 'Map',
        ToleratedFailurePercentage: 0,
        // An account may run a thousand functions; the county's own work needs some of them meanwhile.
        MaxConcurrency: 64,
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
        ResultPath: null,
      });
      // What a state may be given is 256 KB; the list of the shards is a little more than one.
      expect(JSON.stringify(definition.States[`${task}-list`]).length).toBeLessThan(4096);
    }
  });
});
