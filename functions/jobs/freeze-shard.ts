import { freezeShard } from '../../shared/use-cases/freeze-shard.ts';
import type { Dependencies } from '../dependencies.ts';
import { jobHandler, jobOnLambda, shardOfInput } from '../job-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler(
    'freeze-shard',
    async (deps, input) => {
      const summary = await freezeShard(deps, shardOfInput(input));
      return { rows: (summary?.frames ?? []).reduce((sum, { size }) => sum + size, 0) };
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
