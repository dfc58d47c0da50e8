import { mendImports } from '../../shared/use-cases/import/mend-imports.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) => jobHandler('mend-imports', (deps) => mendImports(deps), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
