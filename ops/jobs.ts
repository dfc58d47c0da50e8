import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Store } from '../functions/adapters/dynamodb/store.ts';
import type { JobStart } from '../shared/platform/jobs.ts';
import { recomputeDeadlines } from '../shared/use-cases/deadline/recompute-deadlines.ts';
import type { Jobs } from '../shared/use-cases/ports/jobs.ts';
import type { Clock } from '../shared/use-cases/ports/time.ts';
import { cloudOf, type Target } from './target.ts';

/** Starts a job of a stage in its own function with its own rights; returns once Lambda has accepted it. */
export async function startInCloud(target: Target, ...[job, input]: JobStart): Promise<void> {
  const { names, client } = cloudOf(target);
  const Payload = new TextEncoder().encode(JSON.stringify(input));
  await new LambdaClient(client).send(
    new InvokeCommand({ FunctionName: names.function(job), InvocationType: 'Event', Payload }),
  );
}

/** Starts the job after a calendar load: in the cloud as a job, elsewhere directly. */
export const jobsOf = (target: Target, store: Store, clock: Clock): Jobs => ({
  async start(...start) {
    if (target.stage) return startInCloud(target, ...start);
    const [job, input] = start;
    if (job !== 'recompute-deadlines') throw new Error(`${job} is not started from here`);
    await recomputeDeadlines(store, input.year, clock());
    return undefined;
  },
});
