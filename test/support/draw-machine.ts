import type { Context } from 'aws-lambda';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import type { TaskHandler } from '../../functions/chain/draw-task-handler.ts';
import type { Dependencies } from '../../functions/dependencies.ts';
import { drawProcess } from '../../shared/platform/draw-process.ts';
import { type TaskName, taskNames } from '../../shared/platform/jobs.ts';
import type { DrawRun } from '../../shared/use-cases/ports/draw-process.ts';

/** The definition as JSON, as Step Functions is given it. */
export const definition: StateMachineDefinition = JSON.parse(
  JSON.stringify(drawProcess((task) => `arn:aws:lambda:cn-north-1:123456789012:function:${task}`)),
);

export interface Watched {
  /** Called before every run of a task, repeated ones included; what it throws, the task throws. */
  readonly before?: (task: TaskName) => Promise<void> | void;
  /** Milliseconds that a run says it has left, asked again and again. */
  readonly timeLeft?: (task: TaskName) => number;
}

/** Carries out one attempt by the real tasks; waits are over at once and repetitions come without a pause. */
export async function runAttempt(
  deps: Dependencies,
  attempt: DrawRun,
  { before = () => undefined, timeLeft = () => 900_000 }: Watched = {},
): Promise<'succeeded' | 'failed'> {
  const handlers = await Promise.all(
    taskNames.map(async (task) => {
      const { createJob } = (await import(/* @vite-ignore */ `../../functions/jobs/${task}.ts`)) as {
        createJob: (deps: Dependencies) => TaskHandler;
      };
      const run = createJob(deps);
      return [
        task,
        async (input: unknown) => {
          await before(task);
          const context = { awsRequestId: task, getRemainingTimeInMillis: () => timeLeft(task) };
          return run(input as { batchId: string }, context as Context);
        },
      ] as const;
    }),
  );
  const none = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 0]));
  const waits = Object.keys(definition.States).filter((name) => definition.States[name]?.Type === 'Wait');
  const { result } = new StateMachine(definition).run(
    { ...attempt },
    {
      overrides: {
        taskResourceLocalHandlers: Object.fromEntries(handlers),
        waitTimeOverrides: none(waits),
        retryIntervalOverrides: none(taskNames),
      },
    },
  );
  return result.then(
    () => 'succeeded',
    (error: unknown) => {
      if (error instanceof Error && error.message.includes('The batch says')) return 'failed';
      throw error;
    },
  );
}
