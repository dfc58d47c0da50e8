import { stopEndedRows } from '../../shared/use-cases/result/stop-ended-rows.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler('stop-ended-rows', (deps, _, now) => stopEndedRows(deps, now), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
