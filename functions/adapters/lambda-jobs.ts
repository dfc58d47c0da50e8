import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Jobs } from '../../shared/use-cases/ports/jobs.ts';
import { namingOutages } from './outage.ts';

/** Starts a job's function without waiting for it. Lambda runs it up to three times and then tells the dead-letter queue. */
export function lambdaJobs(functionPrefix: string): Jobs {
  const client = namingOutages(new LambdaClient({}));
  return {
    async start(job, input) {
      await client.send(
        new InvokeCommand({
          FunctionName: `${functionPrefix}${job}`,
          InvocationType: 'Event',
          Payload: new TextEncoder().encode(JSON.stringify(input)),
        }),
      );
    },
  };
}
