import { localDateOf, shiftDate } from '../../shared/calendar/local-date.ts';
import { findingInWords } from '../../shared/domain/audit/finding.ts';
import { verifyDay } from '../../shared/use-cases/audit/sweep-chains.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import { logger } from '../chain/logger.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

/** Yesterday in Shanghai, unless the input names a `day`. */
export const createJob = (deps: Dependencies) =>
  jobHandler(
    'verify-audit',
    (deps, { day }, now) =>
      verifyDay(deps, day ?? shiftDate(localDateOf(now), -1), (finding) =>
        logger.error('audit chain broken', { finding, words: findingInWords(finding) }),
      ),
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
