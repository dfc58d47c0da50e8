import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import type { Failure, FailureKind } from '../../shared/base/failures.ts';
import type { Result } from '../../shared/base/result.ts';
import { shardCount } from '../../shared/draw/merkle.ts';
import { refusedName, transientName, voidedName } from '../../shared/platform/draw-process.ts';
import { drawTasks } from '../../shared/platform/draw-tasks.ts';
import type { JobDefinition } from '../../shared/platform/job-definition.ts';
import type { TaskName } from '../../shared/platform/jobs.ts';
import type { Actor } from '../../shared/use-cases/actor.ts';
import { systemActor } from '../../shared/use-cases/system-actor.ts';
import type { Dependencies } from '../dependencies.ts';
import { withDeclaredBlobs } from './declared-blobs.ts';
import { logger } from './logger.ts';

/** What a task tells the process: states, times and counts. It stays in the history of the execution, so nothing else. */
export type TaskAnswer = Readonly<Record<string, string | number>>;
export interface TaskInput {
  readonly batchId: string;
  /** Given to a task that is done once for each of the 256 shards. */
  readonly shard?: string;
}
export type TaskHandler = (input: TaskInput, context: Context) => Promise<TaskAnswer>;

export type Task = (
  deps: Dependencies,
  batch: { readonly id: string; readonly shard?: string | undefined },
  actor: Actor,
  now: Date,
  /** Milliseconds that are left to the run. */
  timeLeft: () => number,
) => Promise<Result<TaskAnswer, Failure>>;

/**
 * The chain around a task of the draw process. A named failure ends the attempt with its Chinese text, a batch that was
 * voided ends it quietly, and whatever else is thrown is tried again by the process.
 */
export function taskHandler(name: TaskName, task: Task, given: Dependencies): TaskHandler {
  const { blobs }: JobDefinition = drawTasks[name];
  const deps = withDeclaredBlobs(given, name, blobs);
  return middy<TaskInput, TaskAnswer>().handler(async ({ batchId, shard }, context) => {
    logger.resetKeys();
    logger.appendKeys({ job: name, requestId: context.awsRequestId, batchId });
    const found = await deps.records.find('batch', batchId);
    if (!found) throw named(refusedName, await said({ kind: 'not-found', entity: 'batch', id: batchId }));
    const done = await task(deps, { id: batchId, shard }, systemActor(found.value), deps.clock(), () =>
      context.getRemainingTimeInMillis(),
    );
    if (done.ok) {
      logger.info('task done', { answer: done.value });
      return done.value;
    }
    logger.warn('task refused', { failure: done.error.kind });
    if (transient.includes(done.error.kind)) throw named(transientName, await said(done.error));
    const current = await deps.records.find('batch', batchId);
    if (current?.value.status === 'voided') throw named(voidedName, `batch ${batchId} was voided`);
    throw named(refusedName, await said(done.error));
  });
}

const Shard = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.int().max(shardCount - 1));

/** The number of the shard that a task was given; anything else is a fault of whoever started it. */
export const shardNumber = (shard: string | undefined): number => Shard.parse(shard);

/** Somebody was faster again and again; no relay answers. */
const transient: readonly FailureKind[] = ['stale-version', 'beacon-unavailable'];

/** The words of failures are loaded by a run that fails. */
const said = async (failure: Failure): Promise<string> =>
  (await import('../../shared/base/failure-words.ts')).wordsOf(failure).detail;

/** Step Functions tells errors apart by their names. */
const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
