import { portal } from '../../shared/api/routes/portal.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { getPublicItem } from './get-public-item.ts';
import { getPublicPlan } from './get-public-plan.ts';
import { getPublicResult } from './get-public-result.ts';
import { listPublicCodes } from './list-public-codes.ts';
import { listPublicItems } from './list-public-items.ts';
import { listPublicPlans } from './list-public-plans.ts';
import { listPublicResults } from './list-public-results.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(
    portal,
    {
      listPublicPlans,
      getPublicPlan,
      listPublicItems,
      getPublicItem,
      listPublicResults,
      getPublicResult,
      listPublicCodes,
    },
    deps,
  );

export const handler = onLambda(createHandler, loadDependencies);
