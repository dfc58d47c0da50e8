import { readFileSync } from 'node:fs';
import { StateMachine } from 'aws-local-stepfunctions';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { processTasks } from '../../shared/domain/batch/process-tasks.ts';
import { drawProcess } from '../../shared/platform/draw-process.ts';
import { jobs, taskNames } from '../../shared/platform/jobs.ts';
import { failedRunOf } from '../../shared/use-cases/batch/failed-run.ts';
import { definition } from '../support/draw-machine.ts';
import { processDiagram } from '../support/process-diagram.ts';
import { diagramUnder } from '../support/state-diagram.ts';

const Retrier = z.object({
  ErrorEquals: z.array(z.string()),
  MaxAttempts: z.int(),
  IntervalSeconds: z.int().default(0),
  MaxDelaySeconds: z.int().default(0),
  BackoffRate: z.number().default(1),
  JitterStrategy: z.string().optional(),
});
const Task = z.object({
  Type: z.literal('Task'),
  Resource: z.string(),
  TimeoutSeconds: z.int(),
  Retry: z.array(Retrier).min(1),
  Catch: z.array(z.object({ ErrorEquals: z.array(z.string()), Next: z.string() })).min(1),
  ResultPath: z.string().nullable(),
});
/** A task that is done for every shard has its failure caught and its answer dropped by the map around it. */
const ShardMap = z.object({
  Type: z.literal('Map'),
  ResultPath: z.null(),
  Catch: Task.shape.Catch,
  ItemProcessor: z.object({ States: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});

/** Every task of the process by its name, those inside the maps as well. */
const tasks = new Map(
  Object.entries(drawProcess((name) => `function ${name}`).States).flatMap(([name, state]) => {
    const map = ShardMap.safeParse(state);
    if (!map.success) return state.Type === 'Task' ? [[name, Task.parse(state)] as const] : [];
    const { ItemProcessor, ...around } = map.data;
    return Object.entries(ItemProcessor.States).map(
      ([inner, own]) => [inner, Task.parse({ ...around, ...own })] as const,
    );
  }),
);

const stateOf = (task: string) => {
  const found = tasks.get(task);
  if (!found) throw new Error(`the process has no task ${task}`);
  return found;
};

/** How long a retrier goes on at the very most, in minutes. */
const minutesOf = ({ MaxAttempts, IntervalSeconds, MaxDelaySeconds, BackoffRate }: z.infer<typeof Retrier>) =>
  Array.from({ length: MaxAttempts }, (_, attempt) =>
    Math.min(IntervalSeconds * BackoffRate ** attempt, MaxDelaySeconds),
  ).reduce((sum, seconds) => sum + seconds / 60, 0);

describe('the draw as a process', () => {
  test('is valid in Amazon States Language', () => {
    expect(() => new StateMachine(definition)).not.toThrow();
    const astray = { ...definition, StartAt: 'nowhere' };
    expect(() => new StateMachine(astray)).toThrow('nowhere');
  });

  test('has every task of the job list as a state, and no other', () => {
    expect([...tasks.keys()].toSorted()).toEqual([...taskNames].toSorted());
    for (const name of taskNames) expect(stateOf(name).Resource).toBe(`function ${name}`);
  });

  test('carries out the tasks in the order of the draw', () => {
    expect([...tasks.keys()].filter((name) => name !== 'record-failure')).toEqual([...processTasks]);
  });

  test.each(taskNames)(
    '%s is repeated for what may pass and has its failure caught, not before its function ends',
    (name) => {
      const { Retry, Catch, TimeoutSeconds } = stateOf(name);
      expect(Retry.at(-1)).toMatchObject({ ErrorEquals: ['States.ALL'], JitterStrategy: 'FULL' });
      expect(Catch.at(-1)?.ErrorEquals).toEqual(['States.ALL']);
      expect(TimeoutSeconds).toBeGreaterThan(jobs[name].minutes * 60);
    },
  );

  test.each([...processTasks])('%s is not repeated when it is refused or the batch was voided', (name) => {
    const { Retry, Catch } = stateOf(name);
    expect(Retry[0]).toMatchObject({ ErrorEquals: ['Refused', 'Voided'], MaxAttempts: 0 });
    // A task of a shard leaves a voided batch to the next task, which then ends the process.
    expect(Catch.map(({ ErrorEquals, Next }) => [...ErrorEquals, Next])).toEqual([
      ...(name.endsWith('-shard') ? [] : [['Voided', 'ended']]),
      ['States.ALL', 'record-failure'],
    ]);
  });

  test('waits hours for randomness that does not come, and minutes for anything else', () => {
    for (const name of taskNames) {
      const last = stateOf(name).Retry.at(-1);
      const minutes = last ? minutesOf(last) : 0;
      // With full jitter half of the longest is what to expect.
      const [least, most] = name === 'take-randomness' ? [2 * 4 * 60, 24 * 60] : [1, 10];
      expect(minutes > least && minutes < most, name).toBe(true);
    }
  });

  test('keeps nothing in its hands but what it decides by', () => {
    const kept = processTasks.map((name) => stateOf(name).ResultPath).filter((path) => path !== null);
    expect(kept).toEqual(['$.randomness', '$.draw', '$.dispatch']);
  });

  test('is the diagram in docs/workflow.md', () => {
    expect(diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Draw process')).toBe(processDiagram(definition));
  });
});

describe('what is written on the batch when a task failed', () => {
  const input = (key: string, error: object) => ({ batchId: 'b1', attempt: 3, dueAt: 'x', failure: { [key]: error } });
  const refusal = '以下参与方尚未完成：财政局、司法局。';

  test.each([
    ['as Lambda gives it', JSON.stringify({ errorType: 'Refused', errorMessage: refusal, trace: ['at handler'] })],
    ['as one machine gives it', refusal],
  ])('is the refusal in its own words, %s', (_, Cause) => {
    expect(failedRunOf(input('take_randomness', { Error: 'Refused', Cause }))).toEqual({
      id: 'b1',
      attempt: 3,
      task: 'take-randomness',
      reason: refusal,
      transient: false,
    });
  });

  test.each([
    ['Error', JSON.stringify({ errorType: 'Error', errorMessage: 'connect ECONNREFUSED 10.0.0.7' })],
    ['States.Timeout', undefined],
    ['Lambda.TooManyRequestsException', 'Rate exceeded for arn:aws-cn:lambda'],
  ])('is nothing of the inside for %s, which may pass', (Error, Cause) => {
    const run = failedRunOf(input('draw_objects', { Error, ...(Cause !== undefined && { Cause }) }));
    expect(run).toMatchObject({ task: 'draw-objects', transient: true });
    expect(run.reason).toBe('系统故障，未能完成“抽取检查对象”，系统将自动重试。');
  });

  test('is the failure in its own words where it is known and may pass', () => {
    const cause = '第 7 轮信标暂无中继应答。';
    expect(failedRunOf(input('take_randomness', { Error: 'Transient', Cause: cause }))).toMatchObject({
      reason: cause,
      transient: true,
    });
  });

  test('promises no repetition after the last attempt that is begun by itself', () => {
    const last = (attempt: number) => failedRunOf({ ...input('draw_objects', { Error: 'Error' }), attempt }).reason;
    expect(last(11)).toBe('系统故障，未能完成“抽取检查对象”，系统将自动重试。');
    expect(last(12)).toBe('系统故障，未能完成“抽取检查对象”，系统不再自动重试，请排除故障后重新启动抽取流程。');
  });

  test('fits a line, however long the refusal is', () => {
    const { reason } = failedRunOf(input('match_teams', { Error: 'Refused', Cause: '𠮷'.repeat(400) }));
    expect(reason.length).toBeLessThanOrEqual(300);
    expect(reason.isWellFormed()).toBe(true);
  });

  test('needs a task that failed', () => {
    expect(() => failedRunOf(input('somebody_else', { Error: 'Error' }))).toThrow('somebody_else');
  });
});
