import { expireImports } from '../../shared/use-cases/import/expire-imports.ts';
import { resumeImports } from '../../shared/use-cases/import/import-jobs.ts';
import { jobHandler, jobOnLambda } from '../chain/job-handler.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler(
    'resume-imports',
    async (deps, _, now) => ({ ...(await resumeImports(deps, now)), ...(await expireImports(deps, now)) }),
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
