import { changeWindows } from '../../shared/use-cases/visit/change-windows.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler('change-windows', (deps, _, now) => changeWindows(deps, now), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
