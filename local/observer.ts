import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { operations } from '../shared/api/contract.ts';
import type { StepHandlers } from './load-handlers.ts';

/** Measures the work of a local system from outside it. */
export interface WorkObserver {
  /** Receives the database's client before it is used. */
  readonly watch: (client: DynamoDBDocumentClient) => void;
  /** Runs a piece of work, an operation or a job by its name; `succeeded` judges the outcome. */
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

/** Jobs, or tasks of the draw process. */
export const observedWork = <N extends string, I, C, O>(
  handlers: ReadonlyMap<N, (input: I, context: C) => Promise<O>>,
  observer: WorkObserver | undefined,
): ReadonlyMap<N, (input: I, context: C) => Promise<O>> =>
  observer
    ? new Map(
        [...handlers].map(([name, handler]) => [
          name,
          (input: I, context: C) =>
            observer.around(
              name,
              () => handler(input, context),
              () => true,
            ),
        ]),
      )
    : handlers;
