import { resumeExports, runExport } from '../../shared/use-cases/export/run-export.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler(
    'export-registry',
    (deps, { exportId }) => (exportId === undefined ? resumeExports(deps) : runExport(deps, exportId)),
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
