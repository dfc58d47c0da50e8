import type { JobStart } from '../../platform/jobs.ts';

/** Starts work that outlives a request; the work itself may run more than once. */
export interface Jobs {
  start(...[job, input]: JobStart): Promise<void>;
}
