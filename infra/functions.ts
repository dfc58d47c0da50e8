import { type ContractTable, entryOf, groups } from '../shared/api/contract.ts';
import type { Step } from '../shared/api/route.ts';
import type { JobDefinition } from '../shared/platform/job-definition.ts';
import { type JobName, jobNames, jobs } from '../shared/platform/jobs.ts';
import type { BlobUse } from '../shared/platform/kept-files.ts';
import type { TableName, TableUse } from '../shared/platform/tables.ts';

/** One Lambda function as the contract table, the job list or the authoriser declares it. */
export interface FunctionDefinition {
  readonly name: string;
  /** A task is a job that the draw process calls. */
  readonly kind: 'step' | 'job' | 'task' | 'authoriser';
  /** The file whose `handler` it runs, from the root of the project; reached by path, never imported. */
  readonly entry: string;
  readonly description: string;
  readonly uses: Readonly<Partial<Record<TableName, TableUse>>>;
  readonly blobs: BlobUse;
  /** Whether it answers lists page by page, and so needs the key of page positions. */
  readonly paged: boolean;
  readonly starts: readonly JobName[];
  readonly startsDraws: boolean;
  /** Whether it makes and opens the keys of batches. */
  readonly opensKeys: boolean;
  readonly notifies: boolean;
  readonly assets: readonly string[];
  readonly timeoutSeconds: number;
}

/** API Gateway waits 29 seconds for a function. */
const requestSeconds = 29;

export const stepFunction = (name: string, step: Step): FunctionDefinition => ({
  name,
  kind: 'step',
  entry: entryOf(name),
  description: step.summary.en,
  uses: step.uses,
  blobs: step.blobs ?? {},
  paged: Object.values(step.routes).some(({ paged }) => paged),
  starts: step.starts ?? [],
  startsDraws: step.startsDraws ?? false,
  opensKeys: step.opensKeys ?? false,
  notifies: false,
  assets: step.assets ?? [],
  timeoutSeconds: requestSeconds,
});

export const jobFunctions: readonly FunctionDefinition[] = jobNames.map((name) => {
  const job: JobDefinition = jobs[name];
  return {
    name,
    kind: job.task ? 'task' : 'job',
    entry: `functions/jobs/${name}.ts`,
    description: job.summary.en,
    uses: job.uses,
    blobs: job.blobs ?? {},
    paged: false,
    starts: [],
    startsDraws: job.startsDraws ?? false,
    opensKeys: job.opensKeys ?? false,
    notifies: job.notifies ?? false,
    assets: [],
    timeoutSeconds: job.minutes * 60,
  };
});

/** The function of a job or task by its name. */
export function jobFunction(name: JobName): FunctionDefinition {
  const definition = jobFunctions.find((each) => each.name === name);
  if (!definition) throw new Error(`no function for job ${name}`);
  return definition;
}

export const authoriserFunction: FunctionDefinition = {
  name: 'authoriser',
  kind: 'authoriser',
  entry: 'functions/authoriser.ts',
  description: 'Tells who a bearer token speaks of',
  uses: {},
  blobs: {},
  paged: false,
  starts: [],
  startsDraws: false,
  opensKeys: false,
  notifies: false,
  assets: [],
  timeoutSeconds: 10,
};

/** Every function of a stage that serves a contract table. */
export const functionsOf = (contract: ContractTable): readonly FunctionDefinition[] => [
  ...Object.values(contract).flatMap((steps) => Object.entries(steps).map(([name, step]) => stepFunction(name, step))),
  ...jobFunctions,
  authoriserFunction,
];

export const allFunctions: readonly FunctionDefinition[] = functionsOf(groups);
