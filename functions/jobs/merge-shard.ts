import { ok } from '../../shared/base/result.ts';
import { mergeShard } from '../../shared/use-cases/frame/merge-shard.ts';
import { shardNumber, taskHandler } from '../chain/draw-task-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  taskHandler(
    'merge-shard',
    async (deps, { id, shard }) => {
      const merged = await mergeShard(deps, { batchId: id, shard: shardNumber(shard) });
      return ok({ rows: (merged?.frames ?? []).reduce((sum, { size }) => sum + size, 0) });
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
