import { ok } from '../../shared/base/result.ts';
import { freezeShard } from '../../shared/use-cases/frame/freeze-shard.ts';
import { shardNumber, taskHandler } from '../chain/draw-task-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  taskHandler(
    'freeze-shard',
    async (deps, { id, shard }, actor, now) => {
      const handed = await freezeShard(deps, { batchId: id, shard: shardNumber(shard) }, actor, now);
      return handed.ok ? ok({ frames: handed.value?.frames.length ?? 0 }) : handed;
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
