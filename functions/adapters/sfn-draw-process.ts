import { ExecutionAlreadyExists, SFNClient, type SFNClientConfig, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { DrawProcess } from '../../shared/use-cases/ports.ts';

export interface SfnDrawProcessOptions {
  readonly stateMachineArn: string;
  readonly client?: SFNClientConfig;
}

/**
 * The process as a Standard workflow. An execution is named by batch and attempt: Step Functions answers a second start of
 * a running one as the first, and refuses that of a closed one for 90 days.
 */
export function sfnDrawProcess({ stateMachineArn, client: config = {} }: SfnDrawProcessOptions): DrawProcess {
  const client = new SFNClient(config);
  return {
    async start({ batchId, attempt, dueAt }) {
      const name = `${batchId}-${attempt}`;
      const input = JSON.stringify({ batchId, attempt, dueAt });
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
