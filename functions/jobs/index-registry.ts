import { jobHandler, jobOnLambda } from '../chain/job-handler.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) => jobHandler('index-registry', (deps) => deps.registry.index(), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
