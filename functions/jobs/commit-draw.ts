import { ok } from '../../shared/base/result.ts';
import { commitDraw } from '../../shared/use-cases/draw/commit-draw.ts';
import { taskHandler } from '../chain/draw-task-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  taskHandler(
    'commit-draw',
    async (deps, batch, actor, now) => {
      const done = await commitDraw(deps, batch, actor, now);
      return done.ok ? ok({ status: done.value.value.status }) : done;
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
