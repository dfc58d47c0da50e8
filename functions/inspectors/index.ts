import { inspectors } from '../../shared/api/routes/inspectors.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { registryOperations } from '../registry-operations.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(inspectors, registryOperations('inspector', inspectors.routes), deps);

export const handler = onLambda(createHandler, loadDependencies);
