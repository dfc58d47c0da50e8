import { resumeLeadImports, runLeadImport } from '../../shared/use-cases/lead/run-lead-import.ts';
import { jobHandler, jobOnLambda } from '../chain/job-handler.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler(
    'import-leads',
    (deps, { importId }, now) =>
      importId === undefined ? resumeLeadImports(deps, now) : runLeadImport(deps, importId, now),
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
