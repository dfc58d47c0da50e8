import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Answer, Order } from './trial.ts';

export interface Runner {
  /** The test files of the chosen projects, as absolute paths. */
  readonly tests: readonly string[];
  /** Undefined when no answer came within the time: the process was ended and the next order gets another. */
  ask(order: Order, limitMs: number): Promise<Answer | undefined>;
  stop(): Promise<void>;
}

/** A process with a test runner of its own, which is replaced when it gets stuck. */
export async function startRunner(projects: readonly string[]): Promise<Runner> {
  const begin = async () => {
    const child = fork(new URL('./trial.ts', import.meta.url), projects, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const [tests] = (await once(child, 'message')) as [readonly string[]];
    return { child, tests };
  };
  const end = async (child: ChildProcess) => {
    const gone = once(child, 'exit');
    child.disconnect();
    await gone;
  };
  let now = await begin();
  return {
    tests: now.tests,
    async ask(order, limitMs) {
      now.child.send(order);
      const late = AbortSignal.timeout(Math.ceil(limitMs));
      try {
        const [answer] = (await once(now.child, 'message', { signal: late })) as [Answer];
        return answer;
      } catch (error) {
        if (!late.aborted) throw error;
        await end(now.child);
        now = await begin();
        return undefined;
      }
    },
    stop: () => end(now.child),
  };
}

/** Gives each item to the next runner that is free; answers in the order of the items. */
export async function shareOut<T, R>(
  runners: readonly Runner[],
  items: readonly T[],
  work: (runner: Runner, item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const left = items.entries();
  await Promise.all(
    runners.map(async (runner) => {
      for (const [at, item] of left) results[at] = await work(runner, item);
    }),
  );
  return results;
}
