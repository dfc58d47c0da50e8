import { ExecutionAlreadyExists, SFNClient, type SFNClientConfig, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { executionName } from '../../shared/use-cases/batch/draw-attempts.ts';
import type { DrawProcess } from '../../shared/use-cases/ports/draw-process.ts';
import { namingOutages } from './outage.ts';

export interface SfnDrawProcessOptions {
  readonly stateMachineArn: string;
  readonly client?: SFNClientConfig;
}

/**
 * The process as a Standard workflow. An execution is named by batch, work and attempt: Step Functions answers a second
 * start of a running one as the first, and refuses that of a closed one for 90 days.
 */
export function sfnDrawProcess({ stateMachineArn, client: config = {} }: SfnDrawProcessOptions): DrawProcess {
  const client = namingOutages(new SFNClient(config));
  return {
    async start(run) {
      const name = executionName(run);
      const { batchId, work, attempt, dueAt, byShards } = run;
      const input = JSON.stringify({ batchId, work, attempt, dueAt, byShards });
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
        return 'running';
      } catch (error) {
        if (error instanceof ExecutionAlreadyExists) return 'ended';
        throw error;
      }
    },
  };
}
