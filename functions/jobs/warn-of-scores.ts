import { warnOfScores } from '../../shared/use-cases/credit/warn-of-scores.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler('warn-of-scores', (deps, _, now) => warnOfScores(deps, now), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
