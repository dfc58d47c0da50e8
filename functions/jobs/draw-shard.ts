import { drawShard } from '../../shared/use-cases/draw-shard.ts';
import type { Dependencies } from '../dependencies.ts';
import { jobHandler, jobOnLambda, shardOfInput } from '../job-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler(
    'draw-shard',
    async (deps, input) => {
      return { candidates: await drawShard(deps, shardOfInput(input)) };
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
