import { ok } from '../../shared/base/result.ts';
import { drawObjects } from '../../shared/use-cases/draw/draw-objects.ts';
import { taskHandler } from '../chain/draw-task-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  taskHandler(
    'draw-objects',
    async (deps, batch, actor, now) => {
      const done = await drawObjects(deps, batch, actor, now);
      return done.ok ? ok({ ...done.value }) : done;
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
