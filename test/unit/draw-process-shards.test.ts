import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { describe, expect, test } from 'vitest';
import { freezeProcess, shardStates } from '../../shared/draw-process-shards.ts';

const definition: StateMachineDefinition = JSON.parse(JSON.stringify(freezeProcess((task) => `arn:local:${task}`)));

/** Runs the process over tasks that say what they were called with; the third call to a shard named here succeeds. */
async function run(failing: readonly string[]) {
  const calls: string[] = [];
  const note = (name: string) => async (input: unknown) => {
    const { batchId, shard } = input as { batchId: string; shard?: string };
    const call = [name, batchId, shard ?? ''].join(' ');
    const before = calls.filter((each) => each === call).length;
    calls.push(call);
    if (failing.includes(shard ?? '') && before < 2) throw new Error('killed');
    return { rows: 1 };
  };
  const machine = new StateMachine(definition, { validationOptions: { checkArn: false } });
  const { result } = machine.run(
    { batchId: 'B1' },
    {
      overrides: {
        taskResourceLocalHandlers: { 'freeze-shard': note('freeze-shard'), 'reduce-frames': note('reduce-frames') },
        retryIntervalOverrides: { 'freeze-shard': 1 },
      },
    },
  );
  await result;
  return calls;
}

describe('the process that freezes a large batch', () => {
  test('gives every shard to a task once, and joins them when all are there', async () => {
    const calls = await run([]);
    expect(calls.slice(0, -1).toSorted()).toEqual(
      Array.from({ length: 256 }, (_, shard) => `freeze-shard B1 ${shard}`).toSorted(),
    );
    expect(calls.at(-1)).toBe('reduce-frames B1 ');
  });

  test('asks a shard again whose task died, and no other', async () => {
    const calls = await run(['7']);
    expect(calls.filter((call) => call === 'freeze-shard B1 7')).toHaveLength(3);
    expect(calls).toHaveLength(259);
  });

  test('lets no shard fail', () => {
    const states = shardStates('draw-shard', 'arn:local:draw-shard', { next: 'draw-objects' });
    expect(states['draw-shard-map']).toMatchObject({
      Type: 'Map',
      ToleratedFailurePercentage: 0,
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
      Next: 'draw-objects',
    });
    // What a state may be given is 256 KB; the list of the shards is a little more than one.
    expect(JSON.stringify(states['draw-shard-list']).length).toBeLessThan(4096);
  });
});
