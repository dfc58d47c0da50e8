import { objects } from '../../shared/api/routes/objects.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { registryOperations } from '../registry-operations.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(objects, registryOperations('object', objects.routes), deps);

export const handler = onLambda(createHandler, loadDependencies);
