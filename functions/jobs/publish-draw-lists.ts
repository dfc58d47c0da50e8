import { publishOwedLists } from '../../shared/use-cases/draw/publish-owed-lists.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler('publish-draw-lists', (deps, _, now) => publishOwedLists(deps, now), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
