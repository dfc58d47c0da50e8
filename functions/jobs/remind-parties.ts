import { remindParties } from '../../shared/use-cases/batch/remind-parties.ts';
import { remindHours } from '../../shared/use-cases/follow-up/remind-hours.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

/** Ceremonies, and transfers whose hours run out; a message of the one that cannot be sent does not hold back the other's. */
export const createJob = (deps: Dependencies) =>
  jobHandler(
    'remind-parties',
    async (deps, _, now) => {
      const [ceremonies, hours] = await Promise.allSettled([remindParties(deps, now), remindHours(deps, now)]);
      if (ceremonies.status === 'rejected') throw ceremonies.reason;
      if (hours.status === 'rejected') throw hours.reason;
      const of = (name: string) => (ceremonies.value[name] ?? 0) + (hours.value[name] ?? 0);
      return { ...ceremonies.value, ending: of('ending'), reminded: of('reminded'), sent: of('sent') };
    },
    deps,
  );

export const handler = jobOnLambda(createJob, loadDependencies);
