import { runRehearsal } from '../../shared/use-cases/rehearsal-run.ts';
import type { Dependencies } from '../dependencies.ts';
import { jobHandler, jobOnLambda } from '../job-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler('simulate-plan', (deps, { rehearsalId = '', run = '' }) => runRehearsal(deps, { rehearsalId, run }), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
