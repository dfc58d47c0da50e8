import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { RetryStrategyV2, RetryToken, SdkError } from '@smithy/types';
import { Unavailable } from '../../shared/use-cases/ports/unavailable.ts';
import { jitter } from './random-backoff.ts';

/**
 * How long (ms) one call may go on being tried. A request has 29 s and makes its calls one after the other: in an outage
 * the first ends it, so that the caller hears of it long before the gateway gives up.
 */
const patienceMs = 5_000;
const firstPauseMs = 25;
const longestPauseMs = 1_000;

interface Token extends RetryToken {
  readonly since: number;
}

const token = (since: number, count: number, delay: number): Token => ({
  since,
  getRetryCount: () => count,
  getRetryDelay: () => delay,
});

/**
 * Tries again after a random pause that doubles, for as long as a call may take. The SDK's own strategies also keep a
 * quota of retries per client: once faults have used it up, every call fails at the first fault, for minutes after the
 * service is well again. Here the time of the request bounds the retries instead.
 */
export const patientRetries: RetryStrategyV2 = {
  acquireInitialRetryToken: async () => token(performance.now(), 0, 0),
  async refreshRetryTokenForRetry(given, { errorType }) {
    const { since } = given as Token;
    const count = given.getRetryCount();
    const pause = jitter(Math.min(longestPauseMs, firstPauseMs * 2 ** count));
    if (errorType === 'CLIENT_ERROR') throw new Error('no fault of the service');
    if (performance.now() + pause - since > patienceMs) throw new Error('no time is left');
    return token(since, count + 1, pause);
  },
  recordSuccess: () => undefined,
};

/** Connections that hang are given up, so that a call ends within its request. */
export const boundedConnections = { connectionTimeout: 1_000, requestTimeout: 8_000, throwOnRequestTimeout: true };

/** Whether an error says that the service is overloaded, broken or not reachable, and nothing about the call itself. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const sdkError = error as SdkError;
  return isThrottlingError(sdkError) || isTransientError(sdkError) || isServerError(sdkError);
}

interface SdkClient {
  readonly middlewareStack: {
    add(
      middleware: (next: (args: never) => Promise<unknown>) => (args: never) => Promise<never>,
      options: { readonly step: 'initialize'; readonly priority: 'high'; readonly name: string },
    ): void;
  };
}

/** The same client, whose outages are thrown as `Unavailable`. */
export function namingOutages<C extends object>(client: C): C {
  (client as unknown as SdkClient).middlewareStack.add(
    (next) => async (args) => {
      try {
        return (await next(args)) as never;
      } catch (error) {
        throw isOutage(error) ? new Unavailable('a service did not answer', { cause: error }) : error;
      }
    },
    { step: 'initialize', priority: 'high', name: 'namingOutages' },
  );
  return client;
}
