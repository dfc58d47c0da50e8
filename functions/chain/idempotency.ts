import { createHash } from 'node:crypto';
import type middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { Route } from '../../shared/api/route.ts';
import type { Dependencies } from '../dependencies.ts';
import { logger } from './logger.ts';
import { type Caller, headerOf, isIdempotencyKey } from './parse-request.ts';
import { refuse } from './refuse.ts';

interface Claimed extends Context {
  actor?: Caller;
  claim?: string;
}

const hashOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * A creating request with the same key is carried out once: its first success is kept for a day and answered again, to the
 * same person in the same department.
 * A refusal is not kept, so that the corrected request may use the same key. Where an answer would not keep, the repeat
 * is answered anew, but still only for the same body.
 */
export const idempotent = (
  operation: string,
  route: Route,
  deps: Pick<Dependencies, 'requests' | 'clock'>,
): middy.MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult, Error, Claimed> => ({
  before: async ({ event, context }) => {
    const key = headerOf(event, 'idempotency-key');
    if (!route.creates || !isIdempotencyKey(key)) return undefined;
    const claim = hashOf(context.actor?.id ?? '', context.actor?.department ?? '', operation, key);
    const bodyHash = hashOf(JSON.stringify(event.pathParameters ?? {}), event.body ?? '');
    const found = await deps.requests.begin(claim, bodyHash, deps.clock());
    if (found.state === 'other-body') return refuse({ kind: 'idempotency-key-reused', key });
    if (found.state === 'running')
      return refuse({ kind: 'request-in-progress', key, retryAfterSeconds: found.freeAfterSeconds });
    if (found.state === 'done' && route.answersAnew) return undefined;
    if (found.state === 'done') return { ...found.response, headers: { ...found.response.headers } };
    context.claim = claim;
    return undefined;
  },
  after: async ({ context, response }) => {
    if (!context.claim || !response) return;
    const { statusCode } = response;
    if (statusCode >= 300) return deps.requests.release(context.claim);
    // An answer that is given anew is never read back, and may hold what is told once.
    const body = route.answersAnew ? '' : response.body;
    const headers = Object.fromEntries(
      Object.entries(response.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    await deps.requests.finish(context.claim, { statusCode, headers, body }, deps.clock());
  },
  onError: async ({ context }) => {
    if (!context.claim) return;
    // In an outage the claim may have to stay until its time is over; what went wrong first is what the caller hears.
    await deps.requests.release(context.claim).catch((error) => logger.warn('claim not released', { error }));
  },
});
