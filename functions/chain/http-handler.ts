import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import * as z from 'zod';
import { fieldMessages } from '../../shared/api/field-messages.ts';
import { grantedScope, Principal } from '../../shared/api/principal.ts';
import { type Access, isPolicy, type Route, type Step } from '../../shared/api/route.ts';
import type { FileBody } from '../../shared/api/schemas.ts';
import type { Failure, FailureKind } from '../../shared/base/failures.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Scope } from '../../shared/base/roles.ts';
import { FileUnusable } from '../../shared/use-cases/ports/blobs.ts';
import type { PagePosition, PageRequest } from '../../shared/use-cases/ports/paging.ts';
import { Unavailable } from '../../shared/use-cases/ports/unavailable.ts';
import { identifySubject, type Subject } from '../../shared/use-cases/subject/identify-subject.ts';
import type { Dependencies } from '../dependencies.ts';
import { pagesOf } from './cursor.ts';
import { withDeclaredBlobs } from './declared-blobs.ts';
import { idempotent } from './idempotency.ts';
import { logger } from './logger.ts';
import { headerOf, parseRequest } from './parse-request.ts';
import { refuse } from './refuse.ts';
import { contentTag, file, type HttpAnswer, isAmong, json, versionTag } from './responses.ts';

z.config(fieldMessages);

type Infer<S> = S extends z.ZodType ? z.output<S> : undefined;
type FailuresOf<R extends Route> = Failure<R['failures'][number]>;

/** What an operation gets: a parsed request of somebody who is allowed to make it. */
export interface Request<R extends Route> {
  readonly params: Infer<R['params']>;
  readonly query: Infer<R['query']>;
  readonly body: Infer<R['body']>;
  /** Who asks and how far the policy lets them reach; on public routes nobody. */
  readonly actor: ActorOf<R['access']>;
  /** The version the caller has seen; present where the route says `ifMatch`. */
  readonly version: R['ifMatch'] extends true ? number : undefined;
  /** An id for what is created, the same whenever the same request is repeated. */
  readonly newId: R['creates'] extends true ? string : undefined;
  /** Which page of a list is asked for; present where the route is `paged`. */
  readonly page: R['paged'] extends true ? PageRequest : undefined;
  readonly now: Date;
}

type ActorOf<A extends Access> = A extends 'public'
  ? undefined
  : A extends 'subject'
    ? Subject
    : Principal & { readonly scope: Scope };

type Answer<R extends Route> = R['paged'] extends true
  ? Omit<z.input<R['success']['body']>, 'next'> & { readonly next?: PagePosition }
  : z.input<R['success']['body']>;

/** What one route does with a request. A failure or a value that the route does not declare does not compile. */
export type Operation<R extends Route> = (
  deps: Dependencies,
  request: Request<R>,
) => Promise<Result<Answer<R>, FailuresOf<R>>>;

/** One operation for each route of a step, by the route's name; a missing or an unknown one does not compile. */
export type Operations<S extends Pick<Step, 'routes'>> = {
  readonly [O in keyof S['routes']]: Operation<S['routes'][O]>;
};

/** The types were checked where the operations were tied to their routes; the chain handles them as data. */
type AnyOperation = (deps: Dependencies, request: never) => Promise<Result<unknown, { readonly kind: FailureKind }>>;

export type HttpHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** A step's Lambda: finds the operation by method and resource path and runs the one chain around it. */
export const stepHandler =
  <const S extends Step>({ routes, summary, blobs }: S, operations: NoInfer<Operations<S>>) =>
  (given: Dependencies): HttpHandler => {
    const deps = withDeclaredBlobs(given, summary.en, blobs);
    const chains = new Map<string, HttpHandler>(
      Object.entries(routes).map(([name, route]) => {
        const operation: AnyOperation = operations[name as keyof S['routes']];
        return [`${route.method} ${route.path}`, chain(name, route, operation, deps)];
      }),
    );
    return async (event, context) => {
      const found = chains.get(`${event.httpMethod} ${event.resource}`);
      if (!found) return refuse({ kind: 'operation-not-found', method: event.httpMethod, path: event.path });
      return found(event, context);
    };
  };

/** In the cloud a step makes its dependencies at the first request, from the environment. */
export function onLambda(create: (deps: Dependencies) => HttpHandler, load: () => Dependencies): HttpHandler {
  let ready: HttpHandler | undefined;
  return (event, context) => {
    ready ??= create(load());
    return ready(event, context);
  };
}

type Authorised = Context & { actor?: Subject | (Principal & { scope: Scope }) };
type Chain = middy.MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult, Error, Authorised>;

function chain(name: string, route: Route, answer: AnyOperation, deps: Dependencies): HttpHandler {
  return middy<APIGatewayProxyEvent, APIGatewayProxyResult, Error, Authorised>()
    .use(problemOnError())
    .use(logContext(name))
    .use(authorise(route, deps))
    .use(idempotent(name, route, deps))
    .handler(async (event, { actor }) => {
      const now = deps.clock();
      const parsed = parseRequest(name, route, event, actor);
      if (!parsed.ok) return refuse(parsed.error);
      const { params, query } = parsed.value;
      const pages = pagesOf(deps.cursorKey, [name, actor?.department ?? '', actor?.scope ?? '', params ?? {}, query]);
      const page = pages.read(route, query);
      if (!page.ok) return refuse(page.error);
      const result = await answer(deps, { ...parsed.value, actor, now, page: page.value } as never);
      if (!result.ok) return refuse(result.error as Failure);
      return respond(route, event, route.paged ? pages.seal(result.value) : result.value);
    });
}

/** Sends what the response schema lets through, and nothing else. */
function respond(route: Route, event: APIGatewayProxyEvent, value: unknown): HttpAnswer {
  const body = z.parse(route.success.body, value);
  if (route.success.file) return file(body as FileBody, route.access === 'public');
  if (route.access !== 'public') return json(route.success.status, body, versionTag(body));
  const etag = contentTag(body);
  const answer = json(route.success.status, body, etag);
  const headers = { ...answer.headers, 'cache-control': 'public, max-age=60' };
  const isKnown = isAmong(headerOf(event, 'if-none-match'), etag);
  return isKnown ? { statusCode: 304, headers, body: '' } : { ...answer, headers };
}

const logContext = (name: string): Chain => ({
  before: ({ context }) => {
    logger.resetKeys();
    logger.appendKeys({ operation: name, requestId: context.awsRequestId });
  },
});

/** Authenticates and authorises before anything reads the body. */
const authorise = (route: Route, { records, clock }: Pick<Dependencies, 'records' | 'clock'>): Chain => ({
  before: async ({ event, context }) => {
    if (route.access === 'public') return undefined;
    if (!isPolicy(route.access)) {
      const code = /^Code +(.+)$/i.exec(headerOf(event, 'authorization')?.trim() ?? '')?.[1];
      const subject = code && (await identifySubject(records, code, clock()));
      if (!subject) return refuse({ kind: 'unauthenticated' });
      logger.appendKeys({ actor: subject.id });
      context.actor = subject;
      return undefined;
    }
    const principal = principalOf(event);
    if (!principal) return refuse({ kind: 'unauthenticated' });
    const scope = grantedScope(route.access, principal.roles);
    if (!scope) return refuse({ kind: 'forbidden', operation: route.summary.zh });
    if (route.method !== 'GET' && !principal.mfa) return refuse({ kind: 'mfa-required', operation: route.summary.zh });
    logger.appendKeys({ actor: principal.id });
    context.actor = { ...principal, scope };
    return undefined;
  },
});

/** The authoriser's verdict travels as one JSON text, since API Gateway passes only flat values. */
function principalOf(event: APIGatewayProxyEvent): Principal | undefined {
  const text: unknown = event.requestContext?.authorizer?.principal;
  if (typeof text !== 'string') return undefined;
  const parsed = Principal.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}

/** How long (s) a caller waits before asking a service again that did not answer. */
const outagePauseSeconds = 5;

/** What is thrown is a fault of ours, and a fault tells the caller nothing but whether, and when, to come again. */
const problemOnError = (): Chain => ({
  onError: ({ error }) => {
    if (error instanceof Unavailable) {
      logger.error('unavailable', { error });
      return refuse({ kind: 'busy', retryAfterSeconds: outagePauseSeconds });
    }
    if (error instanceof FileUnusable) {
      logger.error('file unusable', { error });
      return refuse({ kind: 'file-unusable' });
    }
    logger.error('unhandled', { error: error ?? new Error('unknown') });
    return refuse({ kind: 'internal-error' });
  },
});
