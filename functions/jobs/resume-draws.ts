import { resumeDraws } from '../../shared/use-cases/batch/resume-draws.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler('resume-draws', (deps, _, now) => resumeDraws(deps, now), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
