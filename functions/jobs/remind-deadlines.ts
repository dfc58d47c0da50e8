import { remindDeadlines } from '../../shared/use-cases/deadline/remind.ts';
import { reminderMoment } from '../../shared/use-cases/deadline/reminders-as-of.ts';
import { jobHandler } from '../chain/job-handler.ts';
import { jobOnLambda } from '../chain/job-on-lambda.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadDependencies } from '../load-dependencies.ts';

/** As of now, unless the input names an earlier day as `asOf`. */
export const createJob = (deps: Dependencies) =>
  jobHandler('remind-deadlines', (deps, { asOf }, now) => remindDeadlines(deps, reminderMoment(asOf, now)), deps);

export const handler = jobOnLambda(createJob, loadDependencies);
