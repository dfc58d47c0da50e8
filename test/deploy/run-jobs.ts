import { join } from 'node:path';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { namesOf } from '../../infra/names.ts';
import { createSchedules } from '../../local/schedules.ts';
import type { JobName } from '../../shared/platform/jobs.ts';
import { clientsOf } from './clients.ts';
import { type EmulatedCloud, stage } from './emulated-cloud.ts';

/**
 * Runs the deployed jobs that fall due when the clock is put forward: the emulator's scheduler goes by the real time.
 * Answers what stops it.
 */
export function runJobsWhenDue(cloud: EmulatedCloud): () => void {
  const { lambda } = clientsOf(cloud);
  const schedules = createSchedules({
    file: join(cloud.folder, 'schedules.json'),
    clock: cloud.signer.clock,
    everySeconds: 3600,
    async run(job: JobName) {
      const { FunctionError, Payload } = await lambda.send(
        new InvokeCommand({ FunctionName: namesOf(stage).function(job), Payload: '{}' }),
      );
      if (FunctionError) throw new Error(`job ${job}: ${new TextDecoder().decode(Payload)}`);
    },
  });
  cloud.whenMoved(schedules.runDue);
  return schedules.stop;
}
