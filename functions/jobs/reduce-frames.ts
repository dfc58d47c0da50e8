import { reduceFrames } from '../../shared/use-cases/reduce-frames.ts';
import type { Dependencies } from '../dependencies.ts';
import { jobHandler, jobOnLambda } from '../job-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler(
    'reduce-frames',
    async (deps, { batchId = '' }, now) => {
      const { value } = await reduceFrames(deps, { batchId }, now);
      return { frames: value.frames.length, failed: Number(value.freezeFailure !== undefined) };
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
