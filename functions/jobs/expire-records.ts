import { expireRecords } from '../../shared/use-cases/credit/expire-records.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler('expire-records', (deps, _, now) => expireRecords(deps, now), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
