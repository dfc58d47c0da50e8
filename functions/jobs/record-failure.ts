import type { Context } from 'aws-lambda';
import { recordFailure } from '../../shared/use-cases/batch/draw-attempts.ts';
import { failedRunOf } from '../../shared/use-cases/batch/failed-run.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import { logger } from '../chain/logger.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

/** Its input is what the process has in its hands when a task failed for good. */
export const createJob = (deps: Dependencies) => async (input: unknown, context: Context) => {
  logger.resetKeys();
  const run = failedRunOf(input);
  logger.appendKeys({ job: 'record-failure', requestId: context.awsRequestId, batchId: run.id });
  const done = await recordFailure(deps, run, deps.clock());
  if (!done.ok) throw new Error(`the failure of ${run.id} was not recorded: ${done.error.kind}`);
  logger.info('failure recorded', { task: run.task, attempt: run.attempt, transient: run.transient });
  return { attempt: run.attempt };
};

export const handler = jobOnLambda(createJob, loadDependencies);
