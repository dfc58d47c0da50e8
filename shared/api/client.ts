import type * as z from 'zod';
import type { Result } from '../base/result.ts';
import { type CallOfRoute, type ClientOptions, callRoute } from './call-route.ts';
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

/** What a call of an operation takes, by its route. */
export type CallOf<O extends OperationName> = Calls[O];

export type AnswerOf<O extends OperationName> =
  RouteOf<O> extends Route ? z.output<RouteOf<O>['success']['body']> : never;

const routeOf = new Map(operations.map(({ operation, route }) => [operation, route]));

/** A client of every operation, typed by the contract table. A refusal comes back as the problem the server named. */
export function createClient(options: ClientOptions) {
  return async function call<O extends OperationName>(
    operation: O,
    request: CallOf<O>,
  ): Promise<Result<AnswerOf<O>, Problem>> {
    const route = routeOf.get(operation);
    if (!route) throw new Error(`unknown operation ${operation}`);
    // The table holds routes of every shape; which one this is, the operation's name says.
    return (await callRoute(options, route, request as CallOfRoute<Route>)) as Result<AnswerOf<O>, Problem>;
  };
}

export type Client = ReturnType<typeof createClient>;
