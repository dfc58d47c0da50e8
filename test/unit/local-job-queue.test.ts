import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JobEvent } from '../../functions/chain/job-handler.ts';
import { createJobQueue, type JobQueue } from '../../local/job-queue.ts';
import type { JobHandlers } from '../../local/load-handlers.ts';
import { jobNames } from '../../shared/platform/jobs.ts';

let folder: string;
let log: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suiji-jobs-'));
  log = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const queueIn = () => createJobQueue(join(folder, 'jobs.json'), { pausesBeforeRetry: [1, 1], report: () => undefined });
const left = () => JSON.parse(readFileSync(join(folder, 'jobs.json'), 'utf8')).length;
const handlers = (run: (input: JobEvent) => Promise<void>): JobHandlers =>
  new Map(jobNames.map((job) => [job, async (input) => (await run(input), {})]));

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
const noting = handlers(async ({ importId = '' }) => {
  log.push(`${importId} begins`);
  await pause();
  log.push(`${importId} ends`);
});

const startAll = async (queue: JobQueue, ...importIds: string[]) => {
  for (const importId of importIds) await queue.start('stage-import', { importId });
};

test('jobs of one import never overlap, those of two imports may', async () => {
  const queue = queueIn();
  queue.resume(noting);
  await startAll(queue, 'a', 'a', 'b');
  await queue.idle();
  expect(log.filter((line) => line.startsWith('a'))).toEqual(['a begins', 'a ends', 'a begins', 'a ends']);
  expect(log.indexOf('b begins')).toBeLessThan(log.indexOf('a ends'));
  expect(left()).toBe(0);
});

test('a job is not run before the request that started it has been answered', async () => {
  const queue = queueIn();
  queue.resume(noting);
  await startAll(queue, 'a');
  expect(log).toEqual([]);
  await queue.idle();
  expect(log).toEqual(['a begins', 'a ends']);
});

test('a job that fails is tried three times, and the others go on', async () => {
  let attempts = 0;
  const queue = queueIn();
  queue.resume(
    handlers(async ({ importId }) => {
      if (importId === 'bad' && (attempts += 1) < 3) throw new Error('the table was busy');
      log.push(`${importId} done`);
    }),
  );
  await startAll(queue, 'bad', 'good');
  await queue.idle();
  expect(attempts).toBe(3);
  expect(log.toSorted()).toEqual(['bad done', 'good done']);
});

test('what did not succeed, or was never reached, is run at the next start', async () => {
  const first = queueIn();
  first.resume(handlers(() => Promise.reject(new Error('the disk is full'))));
  await startAll(first, 'a', 'a');
  await first.idle();
  first.stop();
  expect(left()).toBe(2);

  const second = queueIn();
  expect(second.resume(noting)).toBe(2);
  await second.idle();
  expect(log.filter((line) => line === 'a ends').length).toBe(2);
  expect(left()).toBe(0);
});

test('a scheduled job that keeps failing is left to its next schedule', async () => {
  const queue = queueIn();
  queue.resume(handlers(() => Promise.reject(new Error('no'))));
  await queue.run('remind-deadlines');
  expect(queueIn().resume(noting)).toBe(0);
});
