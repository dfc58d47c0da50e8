import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { JobDefinition } from '../../shared/platform/job-definition.ts';
import { type JobInput, type JobName, jobs, readInput } from '../../shared/platform/jobs.ts';
import type { Dependencies } from '../dependencies.ts';
import { withDeclaredBlobs } from './declared-blobs.ts';
import { logger } from './logger.ts';

/** What its function is handed over: what a start gave, or nothing. */
export type JobEvent = Readonly<Record<string, string | undefined>>;

/** One run of a job. It answers with counts for the log; it must be safe to run twice. */
export type Job<J extends JobName> = (
  deps: Dependencies,
  input: JobInput<J>,
  now: Date,
) => Promise<Readonly<Record<string, number>>>;

export type JobHandler = (input: JobEvent, context: Context) => Promise<Readonly<Record<string, number>>>;

/** The chain around a job: logs what it counted; what it throws fails the run, so that it is repeated and alarmed. */
export function jobHandler<J extends JobName>(name: J, job: Job<J>, given: Dependencies): JobHandler {
  const { blobs }: JobDefinition = jobs[name];
  const deps = withDeclaredBlobs(given, name, blobs);
  return middy<JobEvent, Readonly<Record<string, number>>>().handler(async (input, context) => {
    logger.resetKeys();
    logger.appendKeys({ job: name, requestId: context.awsRequestId });
    const counts = await job(deps, readInput(name, input), deps.clock());
    logger.info('job done', { counts });
    return counts;
  });
}
