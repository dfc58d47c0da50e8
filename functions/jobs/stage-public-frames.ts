import { ok } from '../../shared/base/result.ts';
import { stagePublicFrames } from '../../shared/use-cases/frame/stage-public-frames.ts';
import { taskHandler } from '../chain/draw-task-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  taskHandler(
    'stage-public-frames',
    async (deps, batch, actor, now) => {
      const done = await stagePublicFrames(deps, batch, actor, now);
      return done.ok ? ok({ frames: done.value.value.frames.length }) : done;
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
