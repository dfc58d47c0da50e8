import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Authoriser, unauthorised } from '../functions/authoriser/authorise.ts';
import { problem } from '../functions/chain/problem.ts';
import { json } from '../functions/chain/responses.ts';
import { isPolicy } from '../shared/api/route.ts';
import type { Clock } from '../shared/use-cases/ports/time.ts';
import { type Ailment, ailing } from './diagnosis.ts';
import { addressOf, authoriserEvent, gatewayEvent, localContext } from './gateway-event.ts';
import { type Answerer, notHere, readBody, send } from './http-server.ts';
import type { StepHandlers } from './load-handlers.ts';
import { type MatchedRoute, matchRoute } from './match-route.ts';

/** API Gateway's limit; larger files are uploaded to a presigned address. */
const bodyLimitBytes = 10 * 1024 * 1024;

export interface GatewayOptions {
  readonly steps: StepHandlers;
  readonly authorise: Authoriser;
  readonly clock: Clock;
  /** What is wrong with this machine, asked when an operation fails. */
  readonly diagnose?: () => Ailment | undefined;
  /** Handles paths that are no operation, e.g. presigned addresses of files; false for unknown paths. */
  readonly others?: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;
}

/**
 * API Gateway on this machine, built from the contract table: all APIs at one address, as under a domain of the county's
 * own, because no path is in two. It responds like the cloud's gateway; a known path with another method does not exist.
 */
export function createGateway({ steps, authorise, clock, others, diagnose }: GatewayOptions): Answerer {
  return async (request, response) => {
    const path = addressOf(request).pathname;
    if (request.method === 'GET' && path === '/healthz')
      return send(response, json(200, { status: 'ok', now: clock().toISOString() }));

    const matched = matchRoute(request.method, path);
    if (!matched) {
      if (!(await others?.(request, response, path))) send(response, problem(notHere(request)));
      return;
    }
    const authorizer = await verdict(authorise, request, matched);
    if (authorizer === 'refused') return send(response, problem({ kind: 'unauthenticated' }));

    const body = await readBody(request, bodyLimitBytes);
    if (!body) return send(response, problem({ kind: 'body-too-large', limitBytes: bodyLimitBytes }));

    const event = gatewayEvent(request, matched, body, clock(), authorizer);
    const handler = steps.get(matched.step);
    if (!handler) throw new Error(`step ${matched.step} was not loaded`);
    const answer = await handler(event, localContext(matched.step, event.requestContext.requestId));
    const ailment = answer.statusCode >= 500 ? diagnose?.() : undefined;
    send(response, ailment ? ailing(ailment) : answer);
  };
}

/** The authoriser's verdict on the caller; public operations need none. */
async function verdict(authorise: Authoriser, request: IncomingMessage, matched: MatchedRoute) {
  if (!isPolicy(matched.route.access)) return undefined;
  try {
    const { principalId, context } = await authorise(authoriserEvent(request, matched));
    return { principalId, ...context };
  } catch (error) {
    if (error instanceof Error && error.message === unauthorised) return 'refused' as const;
    throw error;
  }
}
