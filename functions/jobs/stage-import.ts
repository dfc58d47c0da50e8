import { runStaging } from '../../shared/use-cases/import/import-jobs.ts';
import { jobHandler, jobOnLambda } from '../chain/job-handler.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler('stage-import', (deps, { importId }, now) => runStaging(deps, importId, now), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
