import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Dependencies } from '../functions/dependencies.ts';
import type { HttpHandler } from '../functions/http-handler.ts';
import { entryOf, type StepName, stepNames } from '../shared/api/contract.ts';
import { StartError } from './start-error.ts';

export type StepHandlers = ReadonlyMap<StepName, HttpHandler>;

/** The handler of every step of the contract table, made with the same factory that its Lambda uses. */
export async function loadSteps(deps: Dependencies): Promise<StepHandlers> {
  const handlers = stepNames.map(async (step) => [step, await loadStep(step, deps)] as const);
  return new Map(await Promise.all(handlers));
}

async function loadStep(step: StepName, deps: Dependencies): Promise<HttpHandler> {
  const entry = new URL(`../${entryOf(step)}`, import.meta.url);
  const remedy = `接口清单（shared/api/contract.ts）中的每个环节都须在 ${entryOf(step)} 导出 createHandler。`;
  if (!existsSync(entry)) throw new StartError(`环节 ${step} 没有处理程序。`, remedy);
  const loaded: { readonly createHandler?: unknown } = await import(pathToFileURL(entry.pathname).href);
  if (!isFactory(loaded.createHandler)) throw new StartError(`环节 ${step} 没有导出 createHandler。`, remedy);
  try {
    return loaded.createHandler(deps);
  } catch (error) {
    throw new StartError(`环节 ${step} 的处理程序不完整：${error instanceof Error ? error.message : error}`, remedy);
  }
}

/** A module says nothing of its types at run time; what `createHandler` takes is checked where the step is compiled. */
const isFactory = (value: unknown): value is (deps: Dependencies) => HttpHandler => typeof value === 'function';
