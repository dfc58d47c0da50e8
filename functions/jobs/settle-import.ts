import { runSettling } from '../../shared/use-cases/import/import-jobs.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler('settle-import', (deps, { importId }, now) => runSettling(deps, importId, now), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
