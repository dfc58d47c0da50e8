import { ok } from '../../shared/base/result.ts';
import { continueDispatch } from '../../shared/use-cases/batch/dispatch-batch.ts';
import { taskHandler } from '../chain/draw-task-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

/** What sealing 560,000 rows and the commit may take (ms) after the last visit was staged. */
const timeToSeal = 120_000;

export const createJob = (deps: Dependencies) =>
  taskHandler(
    'dispatch-visits',
    async (deps, batch, actor, now, timeLeft) => {
      const hasTime = () => timeLeft() > timeToSeal;
      const done = await continueDispatch(deps, { id: batch.id, hasTime }, actor, now);
      if (!done.ok) return done;
      const { status } = done.value;
      return ok({ status, visits: status === 'staging' ? done.value.visits : (done.value.batch.value.visits ?? 0) });
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
