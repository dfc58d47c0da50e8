import { sealLog } from '../../shared/use-cases/audit/seal-log.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) => jobHandler('seal-log', (deps, _, now) => sealLog(deps, now), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
