import { items } from '../../shared/api/routes/items.ts';
import { supersededAmong } from '../../shared/use-cases/registry/registry-rows.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { registryOperations } from '../registry-operations.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(items, registryOperations('item', items.routes, supersededAmong), deps);

export const handler = onLambda(createHandler, loadDependencies);
