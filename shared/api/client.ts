import type * as z from 'zod';
import { err, ok, type Result } from '../result.ts';
import { operations, type steps } from './contract.ts';
import type { Problem } from './problems.ts';
import type { Route } from './route.ts';

type Steps = typeof steps;
/** Every operation by its name. Flat tables, because an intersection of so many routes is too much for the compiler. */
type NamedRoutes = {
  [S in keyof Steps]: {
    [O in keyof Steps[S]['routes']]: { readonly name: O; readonly route: Steps[S]['routes'][O] };
  }[keyof Steps[S]['routes']];
}[keyof Steps];
type AllRoutes = { readonly [N in NamedRoutes as N['name'] & string]: N['route'] };
export type OperationName = keyof AllRoutes;
export type RouteOf<O extends OperationName> = AllRoutes[O] extends Route ? AllRoutes[O] : never;

type Part<S> = S extends z.ZodType ? z.input<S> : never;
type Needs<Name extends string, S> = S extends z.ZodType
  ? Record<never, never> extends z.input<S>
    ? { readonly [N in Name]?: z.input<S> }
    : { readonly [N in Name]: Part<S> }
  : object;

type CallOfRoute<R extends Route> = Needs<'params', R['params']> &
  Needs<'query', R['query']> &
  Needs<'body', R['body']> &
  (R['ifMatch'] extends true ? { readonly version: number } : object) &
  (R['creates'] extends true ? { readonly key: string } : object);
type Calls = { readonly [N in NamedRoutes as N['name'] & string]: CallOfRoute<N['route']> };

/** What a call of an operation takes, by its route. */
export type CallOf<O extends OperationName> = Calls[O];

export type AnswerOf<O extends OperationName> =
  RouteOf<O> extends Route ? z.output<RouteOf<O>['success']['body']> : never;

export interface ClientOptions {
  readonly baseUrl: string;
  /** Gives the bearer token of whoever calls; absent for the public. */
  readonly token?: () => Promise<string> | string;
  readonly fetch?: typeof fetch;
}

interface AnyCall {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly version?: number;
  readonly key?: string;
}

const routeOf = new Map(operations.map(({ operation, route }) => [operation, route]));

/** A client of every operation, typed by the contract table. A refusal comes back as the problem the server named. */
export function createClient({ baseUrl, token, fetch: send = fetch }: ClientOptions) {
  return async function call<O extends OperationName>(
    operation: O,
    request: CallOf<O>,
  ): Promise<Result<AnswerOf<O>, Problem>> {
    const route = routeOf.get(operation);
    if (!route) throw new Error(`unknown operation ${operation}`);
    const given: AnyCall = request;
    const headers: Record<string, string> = { accept: 'application/json' };
    if (token) headers.authorization = `Bearer ${await token()}`;
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
    if (!response.ok) throw new Error(`${operation} was answered ${response.status} by something else on the way`);
    if (route.success.file) return ok((await response.arrayBuffer()) as AnswerOf<O>);
    return ok((await response.json()) as AnswerOf<O>);
  };
}

const isProblem = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('application/problem+json') ?? false;

export type Client = ReturnType<typeof createClient>;

const pathOf = (template: string, params: AnyCall['params'] = {}): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));

function queryOf(query: AnyCall['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
