import type * as z from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import type { Problem } from './problems.ts';
import type { Route, Step } from './route.ts';

type Part<S> = S extends z.ZodType ? z.input<S> : never;
type Needs<Name extends string, S> = S extends z.ZodType
  ? Record<never, never> extends z.input<S>
    ? { readonly [N in Name]?: z.input<S> }
    : { readonly [N in Name]: Part<S> }
  : object;

/** The parameters of a call of a route. */
export type CallOfRoute<R extends Route> = Needs<'params', R['params']> &
  Needs<'query', R['query']> &
  Needs<'body', R['body']> &
  (R['ifMatch'] extends true ? { readonly version: number } : object) &
  (R['creates'] extends true ? { readonly key: string } : object);
/** The success response of a route. */
export type AnswerOfRoute<R extends Route> = z.output<R['success']['body']>;

export interface ClientOptions {
  readonly baseUrl: string;
  /** The caller's bearer token; absent for the public. */
  readonly token?: () => Promise<string> | string;
  /** The bound code of an inspected object, in place of a token. */
  readonly code?: string;
  readonly fetch?: typeof fetch;
}

interface AnyCall {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly version?: number;
  readonly key?: string;
}

/** Calls one route. A refusal is returned as the server's problem document; any other error is thrown. */
export async function callRoute<const R extends Route>(
  { baseUrl, token, code, fetch: send = fetch }: ClientOptions,
  route: R,
  request: CallOfRoute<R>,
): Promise<Result<AnswerOfRoute<R>, Problem>> {
  const given: AnyCall = request;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (code !== undefined) headers.authorization = `Code ${code}`;
  else if (token) headers.authorization = `Bearer ${await token()}`;
  if (given.version !== undefined) headers['if-match'] = `"${given.version}"`;
  if (given.key !== undefined) headers['idempotency-key'] = given.key;
  if (route.body) headers['content-type'] = 'application/json';
  const response = await send(`${baseUrl}${pathOf(route.path, given.params)}${queryOf(given.query)}`, {
    method: route.method,
    headers,
    ...(route.body && { body: JSON.stringify(given.body) }),
  });
  // The server sends both bodies through their schemas; parsing them again here would only repeat it.
  if (isProblem(response)) return err((await response.json()) as Problem);
  if (!response.ok)
    throw new Error(`${route.method} ${route.path} was answered ${response.status} by something else on the way`);
  if (route.success.file) return ok((await response.arrayBuffer()) as AnswerOfRoute<R>);
  return ok((await response.json()) as AnswerOfRoute<R>);
}

/**
 * A client of one step: a page imports the steps it needs, and the compiler reads no others. Its calls answer as
 * `callRoute` does.
 */
export const clientOf =
  <const S extends Step>(step: S, options: ClientOptions) =>
  <O extends keyof S['routes'] & string>(operation: O, request: CallOfRoute<S['routes'][O]>) =>
    callRoute<S['routes'][O]>(options, step.routes[operation] as S['routes'][O], request);

const isProblem = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('application/problem+json') ?? false;

const pathOf = (template: string, params: AnyCall['params'] = {}): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));

function queryOf(query: AnyCall['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0
    ? ''
    : `?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]))}`;
}
