import { setTimeout as wait } from 'node:timers/promises';
import { localDateOf, yearOf } from '../../shared/calendar/local-date.ts';
import { beginCounting } from '../../shared/use-cases/deadline/count-results.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

/** Milliseconds after which an index has what was committed before. */
const settling = 2000;

export const createJob = (deps: Dependencies) =>
  jobHandler(
    'index-search',
    async ({ records, registry, published, deadlineCounts }, _, now) => ({
      ...(await records.post(yearOf(localDateOf(now)))),
      ...(await beginCounting({ records, deadlineCounts, settled: () => wait(settling) })),
      ...(await registry.index()),
      named: (await registry.reserveNames()).rows,
      ...(await published.index(localDateOf(now).slice(0, 7))),
    }),
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
