import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { type JobName, jobNames } from '../shared/platform/jobs.ts';
import type { Jobs } from '../shared/use-cases/ports/jobs.ts';
import { localContext } from './gateway-event.ts';
import type { JobHandlers } from './load-handlers.ts';
import { readState, writeState } from './state-folder.ts';

const Kept = z.array(
  z.object({ id: z.string(), job: z.enum(jobNames), input: z.record(z.string(), z.string().optional()).readonly() }),
);
type Entry = z.infer<typeof Kept>[number];

/** Runs jobs in this process. A job that was started and did not succeed runs again at the next start. */
export interface JobQueue extends Jobs {
  /** Sets the jobs' handlers, which need the queue themselves, and resumes what an earlier process left. */
  readonly resume: (handlers: JobHandlers) => number;
  /** Runs a scheduled job; a job that keeps failing is logged and left to its next schedule. */
  readonly run: (job: JobName) => Promise<void>;
  /** Resolves when everything started so far has ended. */
  readonly idle: () => Promise<void>;
  readonly stop: () => void;
}

/** In milliseconds, like an asynchronous Lambda invocation: one attempt and two retries. */
const likeLambda = { pausesBeforeRetry: [1000, 5000], report: console.error };

export function createJobQueue(file: string, { pausesBeforeRetry, report } = likeLambda): JobQueue {
  let waiting = readState(file, Kept, []);
  let handlers: JobHandlers = new Map();
  let stopped = false;
  /** The last run of each lane: jobs of one import, or of one kind, never overlap. */
  const lanes = new Map<string, Promise<void>>();

  async function attempt({ job, input, id }: Entry): Promise<boolean> {
    for (const pause of [...pausesBeforeRetry, undefined]) {
      try {
        const handler = handlers.get(job);
        if (!handler) throw new Error(`job ${job} was not loaded`);
        await handler(input, localContext(job, id));
        return true;
      } catch (error) {
        if (stopped) return false;
        report(`后台任务 ${job} 未成功${pause === undefined ? '，将在下次启动时再试' : '，稍后重试'}：`, error);
        if (pause !== undefined) await wait(pause);
      }
    }
    return false;
  }

  async function finish(entry: Entry): Promise<void> {
    if (stopped || !(await attempt(entry))) return;
    waiting = waiting.filter(({ id }) => id !== entry.id);
    writeState(file, waiting);
  }

  function enqueue(entry: Entry, work: () => Promise<void>): Promise<void> {
    const lane = entry.input.importId ?? entry.job;
    const run = (lanes.get(lane) ?? Promise.resolve()).then(work);
    lanes.set(lane, run);
    return run;
  }

  const entryOf = (job: JobName, input: Entry['input']): Entry => ({ id: randomUUID(), job, input });

  return {
    async start(job, input) {
      const entry = entryOf(job, input);
      waiting = [...waiting, entry];
      writeState(file, waiting);
      // After the response to the request that started it has been sent.
      setImmediate(() => void enqueue(entry, () => finish(entry)));
    },
    resume(loaded) {
      handlers = loaded;
      for (const entry of waiting) void enqueue(entry, () => finish(entry));
      return waiting.length;
    },
    run(job) {
      const entry = entryOf(job, {});
      return enqueue(entry, async () => void (await attempt(entry)));
    },
    async idle() {
      await new Promise(setImmediate);
      await Promise.all(lanes.values());
    },
    stop() {
      stopped = true;
    },
  };
}
