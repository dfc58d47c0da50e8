import { results } from '../../shared/api/routes/results.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { approveResult } from './approve-result.ts';
import { confirmEvidence } from './confirm-evidence.ts';
import { correctResult } from './correct-result.ts';
import { createEvidence } from './create-evidence.ts';
import { getEvidence } from './get-evidence.ts';
import { getResult } from './get-result.ts';
import { listResultVersions } from './list-result-versions.ts';
import { listResults } from './list-results.ts';
import { removeEvidence } from './remove-evidence.ts';
import { returnResult } from './return-result.ts';
import { saveResult } from './save-result.ts';
import { submitResult } from './submit-result.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(
    results,
    {
      listResults,
      getResult,
      listResultVersions,
      saveResult,
      submitResult,
      approveResult,
      returnResult,
      correctResult,
      createEvidence,
      confirmEvidence,
      removeEvidence,
      getEvidence,
    },
    deps,
  );

export const handler = onLambda(createHandler, loadDependencies);
