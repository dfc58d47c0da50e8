import * as z from 'zod';
import { type JobName, jobNames, jobs } from '../shared/platform/jobs.ts';
import type { Clock } from '../shared/use-cases/ports/time.ts';
import { lastFiring } from './cron.ts';
import { readState, writeState } from './state-folder.ts';

const Kept = z.object({ since: z.iso.datetime(), handled: z.record(z.string(), z.iso.datetime()) });

export interface Schedules {
  /** Runs the due jobs, each once however many firings were missed, and returns which. */
  readonly runDue: () => Promise<readonly JobName[]>;
  readonly stop: () => void;
}

/** The schedules of shared/platform/jobs.ts on the local clock. It catches up on firings missed while it was off. */
export function createSchedules(options: {
  readonly file: string;
  readonly clock: Clock;
  readonly run: (job: JobName) => Promise<void>;
  readonly everySeconds: number;
}): Schedules {
  const { file, clock, run } = options;
  const kept = readState(file, Kept, { since: clock().toISOString(), handled: {} });
  writeState(file, kept);
  let running: Promise<readonly JobName[]> = Promise.resolve([]);

  async function runAll(): Promise<readonly JobName[]> {
    const due = jobNames.flatMap((job) => {
      const firing = latestFiring(job, clock());
      return firing && firing > (kept.handled[job] ?? kept.since) ? [{ job, firing }] : [];
    });
    for (const { job, firing } of due) {
      await run(job);
      kept.handled[job] = firing;
      writeState(file, kept);
    }
    return due.map(({ job }) => job);
  }

  const runDue = () => {
    running = running.then(runAll, runAll);
    return running;
  };
  const timer = setInterval(() => {
    runDue().catch((error: unknown) => console.error(error));
  }, options.everySeconds * 1000);
  return { runDue, stop: () => clearInterval(timer) };
}

/** ISO texts of one zone sort like the times they denote. */
const latestFiring = (job: JobName, now: Date): string | undefined =>
  jobs[job].schedules
    .flatMap((expression) => lastFiring(expression, now) ?? [])
    .map((firing) => firing.toISOString())
    .toSorted()
    .at(-1);
