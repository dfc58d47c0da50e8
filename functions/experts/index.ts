import { experts } from '../../shared/api/routes/experts.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { registryOperations } from '../registry-operations.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(experts, registryOperations('expert', experts.routes), deps);

export const handler = onLambda(createHandler, loadDependencies);
