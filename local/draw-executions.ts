import { setImmediate as later } from 'node:timers/promises';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod';
import { drawProcess } from '../shared/platform/draw-process.ts';
import { taskNames } from '../shared/platform/jobs.ts';
import { executionName } from '../shared/use-cases/batch/draw-attempts.ts';
import type { DrawProcess } from '../shared/use-cases/ports/draw-process.ts';
import type { Clock } from '../shared/use-cases/ports/time.ts';
import { localContext } from './gateway-event.ts';
import type { TaskHandlers } from './load-handlers.ts';
import { readState, writeState } from './state-folder.ts';

const Input = z.object({ batchId: z.string() }).catchall(z.json());
/** An execution and the state it is about to enter. */
const Execution = z.object({ name: z.string(), state: z.string(), input: Input });
type Execution = z.infer<typeof Execution>;
const Kept = z.object({ open: z.array(Execution), ended: z.array(z.string()) });

/** The draw process on one machine: the cloud's definition, run in this process. */
export interface DrawExecutions extends DrawProcess {
  /** Sets the tasks' handlers and resumes what an earlier process left, each execution at the state it had reached. */
  readonly resume: (handlers: TaskHandlers) => number;
  /** Resumes executions whose waiting time is over. */
  readonly runDue: () => void;
  /** Resolves when nothing is running: every execution has ended or is waiting. */
  readonly idle: () => Promise<void>;
  /** Starts nothing more and waits for the running tasks. */
  readonly stop: () => Promise<void>;
}

/** As the cloud receives it: JSON. */
const definition: StateMachineDefinition = JSON.parse(JSON.stringify(drawProcess((task) => `arn:local:${task}`)));
const State = z.object({ Type: z.string(), Next: z.string().optional(), TimestampPath: z.string().optional() });
const states = z.record(z.string(), State).parse(definition.States);
const namesOf = (type: string) => Object.keys(states).filter((name) => states[name]?.Type === type);
/** Longer than any process lives: an execution is left at a wait, and resumed when its time has come. */
const forever = 2 ** 31 - 1;
const defaults = { retryPause: 1000, everySeconds: 5, report: console.error };

export function createDrawExecutions(
  file: string,
  { clock, ...given }: { readonly clock: Clock } & Partial<typeof defaults>,
): DrawExecutions {
  const { retryPause, everySeconds, report } = { ...defaults, ...given };
  let kept = readState(file, Kept, { open: [], ended: [] });
  let handlers: TaskHandlers | undefined;
  let stopped = false;
  const running = new Map<string, { readonly abort: () => void; readonly done: Promise<void> }>();
  const atWork = new Set<Promise<unknown>>();

  function keep(open: readonly Execution[], ended = kept.ended): void {
    kept = { open: [...open], ended };
    writeState(file, kept);
  }
  const others = (name: string) => kept.open.filter((each) => each.name !== name);

  /** Runs an execution from its current state to its end or its next wait. */
  function run(execution: Execution, loaded: TaskHandlers): void {
    const { name, state, input } = execution;
    const machine = new StateMachine(
      { ...definition, StartAt: states[state]?.Type === 'Wait' ? (states[state].Next ?? state) : state },
      // When started in the middle, parts of it are unreachable, which the validator takes for a mistake; tests
      // validate the whole.
      { validationOptions: { noValidate: true } },
    );
    const { abort, result, eventLogs } = machine.run(input, {
      noThrowOnAbort: true,
      overrides: {
        taskResourceLocalHandlers: handlersOf(loaded, name),
        waitTimeOverrides: Object.fromEntries(namesOf('Wait').map((wait) => [wait, forever])),
        retryIntervalOverrides: Object.fromEntries(taskNames.map((task) => [task, retryPause])),
      },
    });
    const ended = result.then(
      () => undefined,
      (error: unknown) => report(`抽取流程 ${name} 未完成：`, error),
    );
    const follow = async () => {
      let parked = false;
      for await (const event of eventLogs) {
        // States inside a map restart with the map.
        if (event.type !== 'StateEntered' || !(event.state.name in states)) continue;
        keep([...others(name), { name, state: event.state.name, input: Input.parse(event.state.input) }]);
        if (event.state.type !== 'Wait') continue;
        parked = true;
        abort();
      }
      await ended;
      if (!parked && !stopped) keep(others(name), [...kept.ended, name]);
    };
    const done = follow().finally(() => {
      running.delete(name);
      runDue();
    });
    running.set(name, { abort, done });
  }

  const handlersOf = (loaded: TaskHandlers, name: string) =>
    Object.fromEntries(
      [...loaded].map(([task, handler]) => [
        task,
        (input: unknown) => {
          const work = handler(Input.parse(input), localContext(task, name));
          const seen = work.catch((error: unknown) => stopped || report(`抽取任务 ${task} 未成功：`, error));
          atWork.add(seen);
          void seen.finally(() => atWork.delete(seen));
          return work;
        },
      ]),
    );

  function runDue(): void {
    if (stopped || !handlers) return;
    for (const execution of kept.open) {
      if (!running.has(execution.name) && isDue(execution, clock())) run(execution, handlers);
    }
  }

  const timer = setInterval(runDue, everySeconds * 1000);
  // A start that fails before anything runs must still end.
  timer.unref();
  return {
    async start(run) {
      const name = executionName(run);
      if (kept.ended.includes(name)) return 'ended';
      if (kept.open.some((each) => each.name === name)) return 'running';
      keep([...kept.open, { name, state: definition.StartAt, input: { ...run } }]);
      // After the response to the request that started it has been sent.
      setImmediate(runDue);
      return 'running';
    },
    resume(loaded) {
      handlers = loaded;
      runDue();
      return kept.open.length;
    },
    runDue,
    async idle() {
      await later();
      while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done));
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      for (const { abort } of running.values()) abort();
      await Promise.all([...atWork, ...[...running.values()].map(({ done }) => done)]);
    },
  };
}

/** Whether a wait is over; true for any other state. A path is a sequence of names after `$`. */
function isDue({ state, input }: Execution, now: Date): boolean {
  const { TimestampPath } = states[state] ?? {};
  if (TimestampPath === undefined) return true;
  const due = TimestampPath.split('.')
    .slice(1)
    .reduce<unknown>((value, name) => z.record(z.string(), z.unknown()).parse(value)[name], input);
  return Date.parse(z.iso.datetime().parse(due)) <= now.getTime();
}
