import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TaskAnswer, TaskInput } from '../../functions/chain/draw-task-handler.ts';
import { createDrawExecutions, type DrawExecutions } from '../../local/draw-executions.ts';
import type { TaskHandlers } from '../../local/load-handlers.ts';
import { refusedName } from '../../shared/platform/draw-process.ts';
import { type TaskName, taskNames } from '../../shared/platform/jobs.ts';

const dueAt = '2026-11-23T03:00:00.000Z';
const first = { batchId: 'b1', work: 'draw', attempt: 1, dueAt, byShards: false } as const;

let folder: string;
let now: Date;
let log: string[];
const made: DrawExecutions[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suiji-draws-'));
  now = new Date('2026-11-23T01:00:00Z');
  log = [];
});
afterEach(async () => {
  await Promise.all(made.splice(0).map((draws) => draws.stop()));
  rmSync(folder, { recursive: true });
});

function executions(): DrawExecutions {
  const draws = createDrawExecutions(join(folder, 'draws.json'), {
    clock: () => now,
    retryPause: 1,
    report: () => undefined,
  });
  made.push(draws);
  return draws;
}

type Answers = Partial<Record<TaskName, (input: TaskInput) => Promise<TaskAnswer> | TaskAnswer>>;

/** Tasks that note that they ran and answer what the process asks for. */
const tasks = (answers: Answers = {}): TaskHandlers =>
  new Map(
    taskNames.map((task) => [
      task,
      async (input) => {
        log.push(`${input.batchId} ${task}`);
        return (await answers[task]?.(input)) ?? { status: task === 'take-randomness' ? 'taken' : 'drawn' };
      },
    ]),
  );

const beforeTheWait = ['b1 stage-public-frames'];
const afterTheWait = ['take-randomness', 'draw-objects', 'match-teams', 'commit-draw', 'dispatch-visits'].map(
  (task) => `b1 ${task}`,
);

test('an execution waits for the clock of the system, however it is moved, and then goes on by itself', async () => {
  const draws = executions();
  draws.resume(tasks());
  expect(await draws.start(first)).toBe('running');
  await draws.idle();
  expect(log).toEqual(beforeTheWait);
  now = new Date('2026-11-23T02:59:59.999Z');
  draws.runDue();
  await draws.idle();
  expect(log).toEqual(beforeTheWait);
  now = new Date(dueAt);
  draws.runDue();
  await draws.idle();
  expect(log).toEqual([...beforeTheWait, ...afterTheWait]);
});

test('starting it again while it waits, runs or has ended changes nothing; the next attempt is another one', async () => {
  const draws = executions();
  draws.resume(tasks());
  expect([await draws.start(first), await draws.start(first)]).toEqual(['running', 'running']);
  await draws.idle();
  expect(await draws.start(first)).toBe('running');
  now = new Date(dueAt);
  draws.runDue();
  await draws.idle();
  expect(await draws.start(first)).toBe('ended');
  expect(log).toHaveLength(6);
  expect(await draws.start({ ...first, attempt: 2 })).toBe('running');
  await draws.idle();
  expect(log).toHaveLength(12);
});

test('a restart takes it up at the task that was at work, and leaves what was done', async () => {
  now = new Date(dueAt);
  const killed = executions();
  let reached: () => void = () => undefined;
  const atWork = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let release: () => void = () => undefined;
  const held = new Promise<TaskAnswer>((resolve) => {
    release = () => resolve({});
  });
  killed.resume(tasks({ 'match-teams': () => (reached(), held) }));
  await killed.start(first);
  await atWork;
  const stopped = killed.stop();
  release();
  await stopped;
  expect(log.at(-1)).toBe('b1 match-teams');

  log = [];
  const next = executions();
  expect(next.resume(tasks())).toBe(1);
  await next.idle();
  expect(log).toEqual(['b1 match-teams', 'b1 commit-draw', 'b1 dispatch-visits']);
  expect(JSON.parse(readFileSync(join(folder, 'draws.json'), 'utf8'))).toEqual({ open: [], ended: ['b1-1'] });
});

test('a restart in the midst of the shards begins with all of them, whose tasks find what was done', async () => {
  const freezing = { ...first, work: 'freeze' } as const;
  const killed = executions();
  let reached: () => void = () => undefined;
  const atWork = new Promise<void>((resolve) => {
    reached = resolve;
  });
  killed.resume(tasks({ 'freeze-shard': ({ shard }) => (shard === '70' ? (reached(), {}) : {}) }));
  await killed.start(freezing);
  await atWork;
  await killed.stop();
  expect(log).not.toContain('b1 reduce-frames');

  log = [];
  const next = executions();
  expect(next.resume(tasks())).toBe(1);
  await next.idle();
  expect(log.filter((each) => each === 'b1 freeze-shard')).toHaveLength(256);
  expect(log.at(-1)).toBe('b1 reduce-frames');
  expect(JSON.parse(readFileSync(join(folder, 'draws.json'), 'utf8'))).toEqual({ open: [], ended: ['b1-freeze-1'] });
});

test('a restart while it waits waits on', async () => {
  const before = executions();
  before.resume(tasks());
  await before.start(first);
  await before.idle();
  await before.stop();
  const after = executions();
  expect(after.resume(tasks())).toBe(1);
  await after.idle();
  expect(log).toEqual(beforeTheWait);
  now = new Date(dueAt);
  after.runDue();
  await after.idle();
  expect(log).toEqual([...beforeTheWait, ...afterTheWait]);
});

test('randomness that is not there yet is asked for again when it says so, and not before', async () => {
  const until = '2026-11-23T05:00:00.000Z';
  const draws = executions();
  draws.resume(
    tasks({
      'take-randomness': (): TaskAnswer => (now < new Date(until) ? { status: 'waiting', until } : { status: 'taken' }),
    }),
  );
  now = new Date(dueAt);
  await draws.start(first);
  await draws.idle();
  expect(log).toEqual([...beforeTheWait, 'b1 take-randomness']);
  now = new Date(until);
  draws.runDue();
  await draws.idle();
  expect(log).toEqual([...beforeTheWait, 'b1 take-randomness', ...afterTheWait]);
});

test('a failed match is not dispatched', async () => {
  now = new Date(dueAt);
  const draws = executions();
  draws.resume(tasks({ 'commit-draw': () => ({ status: 'match-failed' }) }));
  await draws.start(first);
  await draws.idle();
  expect(log.at(-1)).toBe('b1 commit-draw');
  expect(await draws.start(first)).toBe('ended');
});

test('what fails is repeated as often as the definition says, then recorded, and others go on', async () => {
  now = new Date(dueAt);
  const draws = executions();
  const failures: unknown[] = [];
  draws.resume(
    tasks({
      'draw-objects': ({ batchId }) => {
        if (batchId === 'b1') throw new Error('the disk is full');
        return {};
      },
      'record-failure': (input) => {
        failures.push(input);
        return {};
      },
    }),
  );
  await Promise.all([draws.start(first), draws.start({ ...first, batchId: 'b2' })]);
  await draws.idle();
  expect(log.filter((line) => line === 'b1 draw-objects')).toHaveLength(7);
  expect(failures).toEqual([
    {
      ...first,
      randomness: { status: 'taken' },
      failure: { draw_objects: { Error: 'Error', Cause: 'the disk is full' } },
    },
  ]);
  expect(log).toContain('b2 dispatch-visits');
});

test('a refusal is recorded at once', async () => {
  now = new Date(dueAt);
  const draws = executions();
  const refusal = Object.assign(new Error('以下参与方尚未完成：财政局。'), { name: refusedName });
  draws.resume(tasks({ 'take-randomness': () => Promise.reject(refusal) }));
  await draws.start(first);
  await draws.idle();
  expect(log).toEqual([...beforeTheWait, 'b1 take-randomness', 'b1 record-failure']);
});
