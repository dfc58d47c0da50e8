import type { Route, Step } from './route.ts';
import { accounts } from './routes/accounts.ts';
import { amendments } from './routes/amendments.ts';
import { audit } from './routes/audit.ts';
import { calendar } from './routes/calendar.ts';
import { deadlines } from './routes/deadlines.ts';
import { draws } from './routes/draws.ts';
import { experts } from './routes/experts.ts';
import { imports } from './routes/imports.ts';
import { inspectors } from './routes/inspectors.ts';
import { items } from './routes/items.ts';
import { notices } from './routes/notices.ts';
import { objects } from './routes/objects.ts';
import { plans } from './routes/plans.ts';
import { portal } from './routes/portal.ts';
import { publication } from './routes/publication.ts';
import { reference } from './routes/reference.ts';
import { rehearsals } from './routes/rehearsals.ts';
import { results } from './routes/results.ts';
import { tasks } from './routes/tasks.ts';
import { verification } from './routes/verification.ts';

/**
 * The contract table: every step (one Lambda each) and its routes. API Gateway, the handlers, the OpenAPI document, the
 * local gateway and the typed client read this and nothing else. Reading it starts no client and needs no environment.
 */
export const steps = {
  items,
  objects,
  inspectors,
  experts,
  imports,
  plans,
  rehearsals,
  draws,
  amendments,
  tasks,
  results,
  publication,
  deadlines,
  notices,
  calendar,
  audit,
  accounts,
  portal,
  verification,
  reference,
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof steps;
export const stepNames = Object.keys(steps) as readonly StepName[];

export interface OperationEntry {
  readonly operation: string;
  readonly step: StepName;
  readonly route: Route;
}

/** Every operation with its step, in table order. */
export const operations: readonly OperationEntry[] = stepNames.flatMap((step) =>
  Object.entries<Route>(steps[step].routes).map(([operation, route]) => ({ operation, step, route })),
);

/** The file whose `handler` is the step's Lambda. */
export const entryOf = (step: StepName): string => `functions/${step}.ts`;
