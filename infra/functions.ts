import { entryOf, stepNames, steps } from '../shared/api/contract.ts';
import type { Step } from '../shared/api/route.ts';
import { type JobDefinition, type JobName, jobNames, jobs } from '../shared/platform/jobs.ts';
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
  readonly blobs?: 'read' | 'write' | undefined;
  readonly starts: readonly JobName[];
  readonly startsDraws: boolean;
  readonly notifies: boolean;
  readonly assets: readonly string[];
  readonly timeoutSeconds: number;
}

/** API Gateway waits 29 seconds for a function. */
const requestSeconds = 29;

export const stepFunctions: readonly FunctionDefinition[] = stepNames.map((name) => {
  const step: Step = steps[name];
  return {
    name,
    kind: 'step',
    entry: entryOf(name),
    description: step.summary.en,
    uses: step.uses,
    blobs: step.blobs,
    starts: step.starts ?? [],
    startsDraws: step.startsDraws ?? false,
    notifies: false,
    assets: step.assets ?? [],
    timeoutSeconds: requestSeconds,
  };
});

export const jobFunctions: readonly FunctionDefinition[] = jobNames.map((name) => {
  const job: JobDefinition = jobs[name];
  return {
    name,
    kind: job.task ? 'task' : 'job',
    entry: `functions/jobs/${name}.ts`,
    description: job.summary.en,
    uses: job.uses,
    blobs: job.blobs,
    starts: [],
    startsDraws: job.startsDraws ?? false,
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
  entry: 'functions/authoriser/index.ts',
  description: 'Tells who a bearer token speaks of',
  uses: {},
  starts: [],
  startsDraws: false,
  notifies: false,
  assets: [],
  timeoutSeconds: 10,
};

export const allFunctions: readonly FunctionDefinition[] = [...stepFunctions, ...jobFunctions, authoriserFunction];

/** A step is served either to anyone or behind the authoriser: its function has one set of rights. */
export function audienceOf(step: Step): 'public' | 'internal' {
  const open = Object.values(step.routes).filter(({ access }) => access === 'public').length;
  if (open === 0) return 'internal';
  if (open < Object.keys(step.routes).length) {
    throw new Error(`step "${step.summary.en}" mixes public and internal routes: make two steps of it`);
  }
  const foreign = Object.entries(step.uses).filter(([table, use]) => table !== 'public' || use !== 'read');
  if (foreign.length > 0 || step.blobs || step.starts?.length || step.startsDraws) {
    throw new Error(`public step "${step.summary.en}" may read the Public table and nothing else`);
  }
  return 'public';
}
