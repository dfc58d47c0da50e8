import { takeRandomness } from '../../shared/use-cases/batch/take-randomness.ts';
import { taskHandler } from '../chain/draw-task-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) => taskHandler('take-randomness', takeRandomness, deps);

export const handler = jobOnLambda(createJob, loadDependencies);
