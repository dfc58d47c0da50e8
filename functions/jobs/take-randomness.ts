import { takeRandomness } from '../../shared/use-cases/batch/take-randomness.ts';
import type { Dependencies } from '../dependencies.ts';
import { jobOnLambda } from '../job-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { taskHandler } from '../task-handler.ts';

export const createJob = (deps: Dependencies) => taskHandler('take-randomness', takeRandomness, deps);

export const handler = jobOnLambda(createJob, loadDependencies);
