import { shardCount } from './draw/merkle.ts';
import { type JobName, jobs } from './jobs.ts';

/** The jobs that a process calls with `{batchId, shard}`, each for one of the 256 shards. */
export type ShardTask = {
  [J in JobName]: (typeof jobs)[J] extends { readonly everyShard: true } ? J : never;
}[JobName];

/** Tasks at work at the same time, well below the thousand functions that an account may run by default. */
const shardsAtOnce = 64;

/** Tasks of one batch start together and meet the same tables: each waits a time of its own before the next try. */
const repeated = {
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  MaxAttempts: 6,
  JitterStrategy: 'FULL',
} as const;

/** Longer than the function itself may run, so that its own end is seen first. */
const timeoutOf = (job: ShardTask | 'reduce-frames'): number => jobs[job].minutes * 60 + 30;

/**
 * Two states that run a task for every shard of a batch: the list of the shards, then a Distributed Map over it. Input
 * `{batchId}`, which is also what leaves it: everything else lies in files. One shard that fails after its repetitions
 * fails the map. Children are Standard executions, which may take longer than five minutes and are not run twice.
 */
export const shardStates = (
  task: ShardTask,
  resource: string,
  { next, catches = [] }: { readonly next: string; readonly catches?: readonly object[] },
) => ({
  [`${task}-list`]: {
    Type: 'Pass',
    Result: Array.from({ length: shardCount }, (_, shard) => String(shard)),
    ResultPath: '$.shards',
    Next: `${task}-map`,
  },
  [`${task}-map`]: {
    Type: 'Map',
    ItemsPath: '$.shards',
    ItemSelector: { 'batchId.$': '$.batchId', 'shard.$': '$$.Map.Item.Value' },
    MaxConcurrency: shardsAtOnce,
    ToleratedFailurePercentage: 0,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: task,
      States: {
        [task]: { Type: 'Task', Resource: resource, TimeoutSeconds: timeoutOf(task), Retry: [repeated], End: true },
      },
    },
    ResultPath: null,
    ...(catches.length > 0 && { Catch: catches }),
    Next: next,
  },
});

/** Freezes a batch that is too large for one request; input `{batchId}`. Started again it does what is left to do. */
export const freezeProcess = (resourceOf: (task: ShardTask | 'reduce-frames') => string) => ({
  Comment: '冻结流程 suiji-draw/1',
  StartAt: 'freeze-shard-list',
  States: {
    ...shardStates('freeze-shard', resourceOf('freeze-shard'), { next: 'reduce-frames' }),
    'reduce-frames': {
      Type: 'Task',
      Resource: resourceOf('reduce-frames'),
      Parameters: { 'batchId.$': '$.batchId' },
      TimeoutSeconds: timeoutOf('reduce-frames'),
      Retry: [repeated],
      End: true,
    },
  },
});
