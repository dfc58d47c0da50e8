import { ok } from '../../shared/base/result.ts';
import { drawShard } from '../../shared/use-cases/draw/by-shards.ts';
import { shardNumber, taskHandler } from '../chain/draw-task-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  taskHandler(
    'draw-shard',
    async (deps, { id, shard }) =>
      ok({ candidates: await drawShard(deps, { batchId: id, shard: shardNumber(shard) }) }),
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
