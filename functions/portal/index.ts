import { portal } from '../../shared/api/routes/portal.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { getPublicDraw } from './get-public-draw.ts';
import { getPublicDrawObject } from './get-public-draw-object.ts';
import { getPublicFrameShard } from './get-public-frame-shard.ts';
import { getPublicItem } from './get-public-item.ts';
import { getPublicPlan } from './get-public-plan.ts';
import { getPublicResult } from './get-public-result.ts';
import { listPublicCodes } from './list-public-codes.ts';
import { listPublicDrawObjects } from './list-public-draw-objects.ts';
import { listPublicDraws } from './list-public-draws.ts';
import { listPublicFrameShards } from './list-public-frame-shards.ts';
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
      listPublicDraws,
      getPublicDraw,
      getPublicDrawObject,
      listPublicDrawObjects,
      listPublicFrameShards,
      getPublicFrameShard,
      listPublicResults,
      getPublicResult,
      listPublicCodes,
    },
    deps,
  );

export const handler = onLambda(createHandler, loadDependencies);
