import type * as z from 'zod';
import type { Result } from '../base/result.ts';
import { type ApiAddresses, addressOf } from './addresses.ts';
import { type CallOfRoute, callRoute, type ClientOptions as RouteClientOptions } from './call-route.ts';
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

type Calls = { readonly [N in NamedRoutes as N['name'] & string]: CallOfRoute<N['route']> };

/** The parameters of a call of an operation, by its route. */
export type CallOf<O extends OperationName> = Calls[O];

export type AnswerOf<O extends OperationName> =
  RouteOf<O> extends Route ? z.output<RouteOf<O>['success']['body']> : never;

const entryOf = new Map(operations.map((entry) => [entry.operation, entry]));

export interface ClientOptions extends Omit<RouteClientOptions, 'baseUrl'> {
  /** One address for every operation, or the address of each group. */
  readonly baseUrl: ApiAddresses;
}

/** A client of every operation, typed by the contract table. A refusal is returned as the server's problem document. */
export function createClient({ baseUrl, ...options }: ClientOptions) {
  return async function call<O extends OperationName>(
    operation: O,
    request: CallOf<O>,
  ): Promise<Result<AnswerOf<O>, Problem>> {
    const entry = entryOf.get(operation);
    if (!entry) throw new Error(`unknown operation ${operation}`);
    const at = { ...options, baseUrl: addressOf(baseUrl, entry.group) };
    // The table holds routes of every shape; the operation's name determines this one's.
    return (await callRoute(at, entry.route, request as CallOfRoute<Route>)) as Result<AnswerOf<O>, Problem>;
  };
}

export type Client = ReturnType<typeof createClient>;
