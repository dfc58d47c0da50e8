import { type DrawTask, drawTasks } from './domain/draw-tasks.ts';
import { type JobDefinition, jobs, type TaskName } from './jobs.ts';

/** The name of an error that no repetition cures: the attempt ends and the batch says why. */
export const refusedName = 'Refused';
/** The name of an error by which a task says that the batch was voided: nothing is left to do. */
export const overName = 'Over';

/** Under this name the input of `record-failure` holds the error of a task. */
export const failureKeyOf = (task: TaskName): string => task.replaceAll('-', '_');
export const taskOfFailureKey = (key: string): DrawTask | undefined =>
  drawTasks.find((task) => failureKeyOf(task) === key);

const notRepeated = { ErrorEquals: [refusedName, overName], MaxAttempts: 0 } as const;

/** For what a moment cures: a busy table, a function that was not started. */
const repeated = {
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  MaxAttempts: 6,
  JitterStrategy: 'FULL',
} as const;

/** For what hours cure: a beacon that does not answer. With full jitter about six hours, at most twelve. */
const repeatedForHours = { ...repeated, IntervalSeconds: 30, MaxDelaySeconds: 600, MaxAttempts: 72 } as const;

/** Longer than the function itself may run, so that its own end is seen first. */
const timeoutOf = ({ minutes }: JobDefinition): number => minutes * 60 + 30;

/**
 * The draw as a Step Functions Standard workflow (Amazon States Language with JSONPath): infra puts in functions, one
 * machine its handlers, and nobody writes it a second time. Input: `{batchId, attempt, dueAt}`. Each task takes
 * `{batchId}`, may be repeated at any time, and leaves what it made under keys of the batch, so that the state between two
 * tasks carries no data. A frame too large for one function branches off before `draw-objects`.
 */
export function drawProcess(resourceOf: (task: TaskName) => string) {
  const call = (task: TaskName) => ({
    Type: 'Task',
    Resource: resourceOf(task),
    TimeoutSeconds: timeoutOf(jobs[task]),
  });
  const task = (name: DrawTask, next: { readonly ResultPath: string | null; readonly Next: string }) => ({
    ...call(name),
    Parameters: { 'batchId.$': '$.batchId' },
    Retry: [notRepeated, name === 'take-randomness' ? repeatedForHours : repeated],
    Catch: [
      { ErrorEquals: [overName], ResultPath: null, Next: 'ended' },
      { ErrorEquals: ['States.ALL'], ResultPath: `$.failure.${failureKeyOf(name)}`, Next: 'record-failure' },
    ],
    ...next,
  });
  return {
    Comment: '抽取流程 suiji-draw/1',
    StartAt: 'lay-frames',
    States: {
      'lay-frames': task('lay-frames', { ResultPath: null, Next: 'await-randomness' }),
      'await-randomness': { Type: 'Wait', TimestampPath: '$.dueAt', Next: 'take-randomness' },
      'take-randomness': task('take-randomness', { ResultPath: '$.randomness', Next: 'randomness-taken' }),
      'randomness-taken': {
        Type: 'Choice',
        Choices: [{ Variable: '$.randomness.status', StringEquals: 'waiting', Next: 'await-later-randomness' }],
        Default: 'draw-objects',
      },
      'await-later-randomness': { Type: 'Wait', TimestampPath: '$.randomness.until', Next: 'take-randomness' },
      'draw-objects': task('draw-objects', { ResultPath: null, Next: 'match-teams' }),
      'match-teams': task('match-teams', { ResultPath: null, Next: 'commit-draw' }),
      'commit-draw': task('commit-draw', { ResultPath: '$.draw', Next: 'match-succeeded' }),
      'match-succeeded': {
        Type: 'Choice',
        Choices: [{ Variable: '$.draw.status', StringEquals: 'match-failed', Next: 'ended' }],
        Default: 'dispatch-visits',
      },
      'dispatch-visits': task('dispatch-visits', { ResultPath: null, Next: 'ended' }),
      ended: { Type: 'Succeed' },
      'record-failure': {
        ...call('record-failure'),
        Retry: [repeated],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'failed' }],
        ResultPath: null,
        Next: 'failed',
      },
      failed: { Type: 'Fail', Error: 'DrawFailed', Cause: 'The batch says which task failed and why.' },
    },
  };
}
