import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler(
    'simulate-plan',
    async (deps, input) => {
      // With the matching it would be more than a function should load before it can answer.
      const { runRehearsal } = await import('../../shared/use-cases/rehearsal/run-rehearsal.ts');
      return runRehearsal(deps, input);
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
