import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler(
    'resume-imports',
    async (deps, _, now) => {
      // With the checks of all registries it would be more than a function should load before it can answer.
      const { expireImports } = await import('../../shared/use-cases/import/expire-imports.ts');
      const { resumeImports } = await import('../../shared/use-cases/import/import-jobs.ts');
      const imports = { ...(await resumeImports(deps, now)), ...(await expireImports(deps, now)) };
      const { expireChanges } = await import('../../shared/use-cases/registry/expire-changes.ts');
      return { ...imports, ...(await expireChanges(deps, now)) };
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
