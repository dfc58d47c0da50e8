import { resumeLeadImports, runLeadImport } from '../../shared/use-cases/lead/run-lead-import.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler(
    'import-leads',
    async (deps, { importId }, now) => {
      if (importId !== undefined) return runLeadImport(deps, importId, now);
      const { expireLeadImports } = await import('../../shared/use-cases/lead/expire-lead-imports.ts');
      return { ...(await resumeLeadImports(deps, now)), ...(await expireLeadImports(deps, now)) };
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
