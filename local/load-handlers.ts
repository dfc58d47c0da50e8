import { existsSync } from 'node:fs';
import type { TaskHandler } from '../functions/chain/draw-task-handler.ts';
import type { HttpHandler } from '../functions/chain/http-handler.ts';
import type { JobHandler } from '../functions/chain/job-handler.ts';
import type { Dependencies } from '../functions/dependencies.ts';
import { entryOf, type StepName, stepNames } from '../shared/api/contract.ts';
import { type JobName, jobNames, type TaskName, taskNames } from '../shared/platform/jobs.ts';
import { StartError } from './start-error.ts';

export type StepHandlers = ReadonlyMap<StepName, HttpHandler>;
export type JobHandlers = ReadonlyMap<JobName, JobHandler>;
export type TaskHandlers = ReadonlyMap<TaskName, TaskHandler>;

/** The handler of every step of the contract table, created by the same factory as in its Lambda. */
export const loadSteps = (deps: Dependencies): Promise<StepHandlers> =>
  loadAll(stepNames, (step) => load<HttpHandler>(`环节 ${step}`, entryOf(step), 'createHandler', deps));

/** The handler of every job of shared/platform/jobs.ts. */
export const loadJobs = (deps: Dependencies): Promise<JobHandlers> =>
  loadAll(jobNames, (job) => load<JobHandler>(`后台任务 ${job}`, `functions/jobs/${job}.ts`, 'createJob', deps));

/** The handler of every task of the draw process. */
export const loadTasks = (deps: Dependencies): Promise<TaskHandlers> =>
  loadAll(taskNames, (task) => load<TaskHandler>(`抽取任务 ${task}`, `functions/jobs/${task}.ts`, 'createJob', deps));

async function loadAll<N, H>(names: readonly N[], load: (name: N) => Promise<H>): Promise<ReadonlyMap<N, H>> {
  return new Map(await Promise.all(names.map(async (name) => [name, await load(name)] as const)));
}

async function load<H>(what: string, path: string, factory: string, deps: Dependencies): Promise<H> {
  const remedy = `${path} 须导出 ${factory}；程序文件可能不完整，请重新获取后再启动。`;
  const entry = new URL(`../${path}`, import.meta.url);
  if (!existsSync(entry)) throw new StartError(`${what}没有处理程序。`, remedy);
  const loaded: Readonly<Record<string, unknown>> = await import(entry.href);
  const create = loaded[factory];
  if (!isFactory<H>(create)) throw new StartError(`${what}没有导出 ${factory}。`, remedy);
  try {
    return create(deps);
  } catch (error) {
    throw new StartError(`${what}的处理程序不完整：${error instanceof Error ? error.message : error}`, remedy, error);
  }
}

/** A module has no types at run time; the factory's parameter is checked where the step is compiled. */
const isFactory = <H>(value: unknown): value is (deps: Dependencies) => H => typeof value === 'function';
