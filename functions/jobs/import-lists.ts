import { checkListFile } from '../../shared/use-cases/credit/check-list-file.ts';
import { writeListFile } from '../../shared/use-cases/credit/write-list-file.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler(
    'import-lists',
    async (deps, { fileId }, now) => {
      if (fileId !== undefined)
        return { ...(await checkListFile(deps, fileId, now)), ...(await writeListFile(deps, fileId, now)) };
      const { tendListFiles } = await import('../../shared/use-cases/credit/tend-list-files.ts');
      return tendListFiles(deps, now);
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
