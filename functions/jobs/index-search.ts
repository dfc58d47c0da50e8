import { localDateOf } from '../../shared/calendar/local-date.ts';
import { jobHandler, jobOnLambda } from '../chain/job-handler.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

export const createJob = (deps: Dependencies) =>
  jobHandler(
    'index-search',
    async ({ registry, published }, _, now) => ({
      ...(await registry.index()),
      named: (await registry.reserveNames()).rows,
      ...(await published.index(localDateOf(now).slice(0, 7))),
    }),
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
