import { ok } from '../../shared/base/result.ts';
import { dispatchBatch } from '../../shared/use-cases/batch/dispatch-batch.ts';
import { taskHandler } from '../chain/draw-task-handler.ts';
import { jobOnLambda } from '../chain/job-handler.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  taskHandler(
    'dispatch-visits',
    async (deps, batch, actor, now) => {
      const done = await dispatchBatch(deps, batch, actor, now);
      return done.ok ? ok({ visits: done.value.value.visits ?? 0 }) : done;
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
