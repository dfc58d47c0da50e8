import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler(
    'stage-import',
    async (deps, { importId }, now) => {
      // With the checks of all registries it would be more than a function should load before it can answer.
      const { runStaging } = await import('../../shared/use-cases/import/import-jobs.ts');
      return runStaging(deps, importId, now);
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
