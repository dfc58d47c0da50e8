import { remindParties } from '../../shared/use-cases/batch/remind-parties.ts';
import { jobHandler, jobOnLambda } from '../chain/job-handler.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler('remind-parties', (deps, _, now) => remindParties(deps, now), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
