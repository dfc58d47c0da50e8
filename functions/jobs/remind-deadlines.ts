import { remindDeadlines } from '../../shared/use-cases/reminders.ts';
import type { Dependencies } from '../dependencies.ts';
import { jobHandler, jobOnLambda } from '../job-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler('remind-deadlines', (deps, _, now) => remindDeadlines(deps, now), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
