import { ok } from '../../shared/base/result.ts';
import { reduceFrames } from '../../shared/use-cases/frame/reduce-frames.ts';
import { taskHandler } from '../chain/draw-task-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  taskHandler(
    'reduce-frames',
    async (deps, { id }, _, now) => {
      const { value } = await reduceFrames(deps, { batchId: id }, now);
      return ok({ status: value.status, frames: value.frames.length });
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
