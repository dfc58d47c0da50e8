import type { Route, Step } from './route.ts';
import { accounts } from './routes/accounts.ts';
import { amendments } from './routes/amendments.ts';
import { audit } from './routes/audit.ts';
import { calendar } from './routes/calendar.ts';
import { campaigns } from './routes/campaigns.ts';
import { ceremony } from './routes/ceremony.ts';
import { changes } from './routes/changes.ts';
import { checks } from './routes/checks.ts';
import { creditRecords } from './routes/creditRecords.ts';
import { deadlines } from './routes/deadlines.ts';
import { draws } from './routes/draws.ts';
import { experts } from './routes/experts.ts';
import { exports } from './routes/exports.ts';
import { followUps } from './routes/followUps.ts';
import { imports } from './routes/imports.ts';
import { inspectors } from './routes/inspectors.ts';
import { items } from './routes/items.ts';
import { keys } from './routes/keys.ts';
import { leads } from './routes/leads.ts';
import { listEntries } from './routes/listEntries.ts';
import { listFiles } from './routes/listFiles.ts';
import { lookups } from './routes/lookups.ts';
import { notices } from './routes/notices.ts';
import { objections } from './routes/objections.ts';
import { objects } from './routes/objects.ts';
import { plans } from './routes/plans.ts';
import { portal } from './routes/portal.ts';
import { publication } from './routes/publication.ts';
import { recognition } from './routes/recognition.ts';
import { reference } from './routes/reference.ts';
import { rehearsals } from './routes/rehearsals.ts';
import { repairs } from './routes/repairs.ts';
import { results } from './routes/results.ts';
import { settings } from './routes/settings.ts';
import { sharing } from './routes/sharing.ts';
import { subject } from './routes/subject.ts';
import { subjectCodes } from './routes/subjectCodes.ts';
import { tasks } from './routes/tasks.ts';
import { todo } from './routes/todo.ts';
import { trust } from './routes/trust.ts';
import { verification } from './routes/verification.ts';

/** Steps by the API that serves them, and by their names. */
export type ContractTable = Readonly<Record<string, Readonly<Record<string, Step>>>>;

/**
 * The contract table: every step (one Lambda each) and its routes. API Gateway, the handlers, the OpenAPI document, the
 * local gateway and the typed client read only this. Reading it starts no client and needs no environment.
 *
 * Each group is its own API and stack (ADR 028). All groups share one address space: the first segment of a path
 * belongs to one group.
 */
export const groups = {
  registry: { items, objects, inspectors, experts, changes, imports, exports },
  planning: { plans, rehearsals, draws, amendments, keys },
  casework: { leads, checks, objections, subjectCodes },
  supervision: { campaigns, followUps },
  credit: { listEntries, listFiles, creditRecords, lookups, repairs, trust },
  inspection: { tasks, results, publication, recognition, deadlines },
  office: { todo, notices, calendar, settings, sharing, audit, accounts },
  public: { portal, verification, ceremony, reference, subject },
} as const satisfies ContractTable;

export type GroupName = keyof typeof groups;
export const groupNames = Object.keys(groups) as readonly GroupName[];

/** Every step by its name, whatever its group. */
export const steps = {
  ...groups.registry,
  ...groups.planning,
  ...groups.casework,
  ...groups.supervision,
  ...groups.credit,
  ...groups.inspection,
  ...groups.office,
  ...groups.public,
} as const;

export type StepName = keyof typeof steps;
export const stepNames = Object.keys(steps) as readonly StepName[];

export interface OperationEntry {
  readonly operation: string;
  readonly step: StepName;
  readonly group: GroupName;
  readonly route: Route;
}

/** Every operation with its step and group, in table order. */
export const operations: readonly OperationEntry[] = groupNames.flatMap((group) =>
  // Object.keys loses the type of its keys.
  (Object.keys(groups[group]) as StepName[]).flatMap((step) =>
    Object.entries<Route>(steps[step].routes).map(([operation, route]) => ({ operation, step, group, route })),
  ),
);

/** The file whose `handler` is the step's Lambda. */
export const entryOf = (step: string): string => `functions/${step}.ts`;
