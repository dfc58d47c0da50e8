import { experts } from '../shared/api/routes/experts.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';
import { registryOperations } from './registry-operations.ts';

export const createHandler = stepHandler(experts, registryOperations('expert', experts));

export const handler = onLambda(createHandler, loadDependencies);
