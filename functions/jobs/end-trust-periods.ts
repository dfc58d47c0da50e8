import { endTrustPeriods } from '../../shared/use-cases/trust/end-trust-periods.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler('end-trust-periods', (deps, _, now) => endTrustPeriods(deps, now), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
