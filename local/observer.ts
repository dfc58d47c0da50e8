import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { operations } from '../shared/api/contract.ts';
import type { JobHandlers, StepHandlers } from './load-handlers.ts';

/** Somebody who measures the work of a local system from outside it. */
export interface WorkObserver {
  /** Given the database's client before it is used. */
  readonly watch: (client: DynamoDBDocumentClient) => void;
  /** Runs a piece of work, an operation or a job by its name; `succeeded` judges what came of it. */
  readonly around: <T>(name: string, work: () => Promise<T>, succeeded: (outcome: T) => boolean) => Promise<T>;
}

const nameOf = new Map(operations.map(({ operation, route }) => [`${route.method} ${route.path}`, operation]));

export const observedSteps = (steps: StepHandlers, observer: WorkObserver | undefined): StepHandlers =>
  observer
    ? new Map(
        [...steps].map(([step, handler]) => [
          step,
          (event, context) =>
            observer.around(
              nameOf.get(`${event.httpMethod} ${event.resource}`) ?? step,
              () => handler(event, context),
              ({ statusCode }) => statusCode < 300,
            ),
        ]),
      )
    : steps;

export const observedJobs = (jobs: JobHandlers, observer: WorkObserver | undefined): JobHandlers =>
  observer
    ? new Map(
        [...jobs].map(([job, handler]) => [
          job,
          (input, context) =>
            observer.around(
              job,
              () => handler(input, context),
              () => true,
            ),
        ]),
      )
    : jobs;
