import { recomputeDeadlines } from '../../shared/use-cases/deadline/recompute-deadlines.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler('recompute-deadlines', (deps, { year }, now) => recomputeDeadlines(deps, year, now), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
