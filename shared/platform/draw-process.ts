import { type ProcessTask, processTasks } from '../domain/batch/process-tasks.ts';
import { shardCount } from '../draw/merkle.ts';
import { drawTasks } from './draw-tasks.ts';
import type { JobDefinition } from './job-definition.ts';
import type { TaskName } from './jobs.ts';

/** An error of this name is not retried: the attempt ends, and the batch states why. */
export const refusedName = 'Refused';
/** A known failure that may pass: the attempt is retried, and this name remains if it gives up. */
export const transientName = 'Transient';
/** By an error of this name a task reports that the batch was voided: nothing is left to do. */
export const voidedName = 'Voided';

/** The key under which the input of `record-failure` holds a task's error. */
export const failureKeyOf = (task: TaskName): string => task.replaceAll('-', '_');
export const taskOfFailureKey = (key: string): ProcessTask | undefined =>
  processTasks.find((task) => failureKeyOf(task) === key);

const notRepeated = { ErrorEquals: [refusedName, voidedName], MaxAttempts: 0 } as const;

/** For causes that pass in a moment, like a busy table. Jitter spreads the retries of tasks that failed together. */
const repeated = {
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  MaxAttempts: 6,
  JitterStrategy: 'FULL',
} as const;

/** For causes that may last hours: a beacon that does not respond. With full jitter about six hours, at most twelve. */
const repeatedForHours = { ...repeated, IntervalSeconds: 30, MaxDelaySeconds: 600, MaxAttempts: 72 } as const;

/** Longer than the function itself may run, so that its own timeout is seen first. */
const timeoutOf = ({ minutes }: JobDefinition): number => minutes * 60 + 30;

/** Shards processed in parallel, well below the thousand functions that an account may run by default. */
const shardsAtOnce = 64;

interface Next {
  readonly ResultPath: string | null;
  readonly Next: string;
}

const caughtAs = (task: ProcessTask) => ({
  ErrorEquals: ['States.ALL'],
  ResultPath: `$.failure.${failureKeyOf(task)}`,
  Next: 'record-failure',
});

/**
 * Two states that run a task for every shard of a batch: the list of the shards, then a Distributed Map over it. The
 * tasks' results are discarded: all data is in files. A shard that fails after its retries fails the map. Children are
 * Standard executions, which may take longer than five minutes and do not run twice.
 */
const shardStates = (task: 'freeze-shard' | 'merge-shard' | 'draw-shard', resource: string, next: string) =>
  ({
    [`${task}-list`]: {
      Type: 'Pass',
      Comment: `列出${shardCount}个分片`,
      Result: Array.from({ length: shardCount }, (_, shard) => String(shard)),
      ResultPath: '$.shards',
      Next: `${task}-map`,
    },
    [`${task}-map`]: {
      Type: 'Map',
      Comment: `${drawTasks[task].summary.zh}（${shardCount}个）`,
      ItemsPath: '$.shards',
      ItemSelector: { 'batchId.$': '$.batchId', 'shard.$': '$$.Map.Item.Value' },
      MaxConcurrency: shardsAtOnce,
      ToleratedFailurePercentage: 0,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: task,
        States: {
          [task]: {
            Type: 'Task',
            Comment: drawTasks[task].summary.zh,
            Resource: resource,
            TimeoutSeconds: timeoutOf(drawTasks[task]),
            Retry: [notRepeated, repeated],
            End: true,
          },
        },
      },
      ResultPath: null,
      Catch: [caughtAs(task)],
      Next: next,
    },
  }) as const;

/**
 * The draw as a Step Functions Standard workflow (Amazon States Language with JSONPath). Infra fills in functions, the
 * one-machine system its handlers; there is no second definition. Input: a `DrawRun`. It freezes a batch that is too
 * large for one request (`work` is `freeze`), or draws a committed one; frames frozen by shards are drawn by shards.
 * Each task takes `{batchId}`, a shard's task `{batchId, shard}`. A task may be retried at any time and leaves its
 * artifacts under keys of the batch, so the state between tasks carries no data.
 */
export function drawProcess(resourceOf: (task: TaskName) => string) {
  const call = (task: TaskName) => ({
    Type: 'Task',
    Comment: drawTasks[task].summary.zh,
    Resource: resourceOf(task),
    TimeoutSeconds: timeoutOf(drawTasks[task]),
  });
  const task = (name: ProcessTask, next: Next) => ({
    ...call(name),
    Parameters: { 'batchId.$': '$.batchId' },
    Retry: [notRepeated, name === 'take-randomness' ? repeatedForHours : repeated],
    Catch: [{ ErrorEquals: [voidedName], ResultPath: null, Next: 'ended' }, caughtAs(name)],
    ...next,
  });
  return {
    Comment: '抽取流程 suiji-draw/2',
    StartAt: 'work',
    States: {
      work: {
        Type: 'Choice',
        Comment: '冻结还是抽取？',
        Choices: [{ Variable: '$.work', StringEquals: 'freeze', Next: 'freeze-shard-list' }],
        Default: 'stage-public-frames',
      },
      ...shardStates('freeze-shard', resourceOf('freeze-shard'), 'merge-shard-list'),
      ...shardStates('merge-shard', resourceOf('merge-shard'), 'reduce-frames'),
      'reduce-frames': task('reduce-frames', { ResultPath: null, Next: 'ended' }),
      'stage-public-frames': task('stage-public-frames', { ResultPath: null, Next: 'await-randomness' }),
      'await-randomness': {
        Type: 'Wait',
        Comment: '等到公布的时间',
        TimestampPath: '$.dueAt',
        Next: 'take-randomness',
      },
      'take-randomness': task('take-randomness', { ResultPath: '$.randomness', Next: 'randomness-taken' }),
      'randomness-taken': {
        Type: 'Choice',
        Comment: '随机数已公开？',
        Choices: [
          { Variable: '$.randomness.status', StringEquals: 'waiting', Next: 'await-later-randomness' },
          { Variable: '$.byShards', BooleanEquals: true, Next: 'draw-shard-list' },
        ],
        Default: 'draw-objects',
      },
      'await-later-randomness': {
        Type: 'Wait',
        Comment: '等到再取的时间',
        TimestampPath: '$.randomness.until',
        Next: 'take-randomness',
      },
      ...shardStates('draw-shard', resourceOf('draw-shard'), 'draw-objects'),
      'draw-objects': task('draw-objects', { ResultPath: null, Next: 'match-teams' }),
      'match-teams': task('match-teams', { ResultPath: null, Next: 'commit-draw' }),
      'commit-draw': task('commit-draw', { ResultPath: '$.draw', Next: 'match-succeeded' }),
      'match-succeeded': {
        Type: 'Choice',
        Comment: '匹配成功？',
        Choices: [{ Variable: '$.draw.status', StringEquals: 'match-failed', Next: 'ended' }],
        Default: 'dispatch-visits',
      },
      'dispatch-visits': task('dispatch-visits', { ResultPath: '$.dispatch', Next: 'all-dispatched' }),
      'all-dispatched': {
        Type: 'Choice',
        Comment: '全部派发？',
        Choices: [{ Variable: '$.dispatch.status', StringEquals: 'staging', Next: 'dispatch-visits' }],
        Default: 'ended',
      },
      ended: { Type: 'Succeed', Comment: '结束' },
      'record-failure': {
        ...call('record-failure'),
        Retry: [repeated],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'failed' }],
        ResultPath: null,
        Next: 'failed',
      },
      failed: {
        Type: 'Fail',
        Comment: '失败',
        Error: 'DrawFailed',
        Cause: 'The batch says which task failed and why.',
      },
    },
  };
}
