import { unwindEntries } from '../../shared/use-cases/credit/unwind-entries.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler('unwind-listings', (deps, _, now) => unwindEntries(deps, now), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
