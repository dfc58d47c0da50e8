import { inspectors } from '../shared/api/routes/inspectors.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';
import { registryOperations } from './registry-operations.ts';

export const createHandler = stepHandler(inspectors, registryOperations('inspector', inspectors));

export const handler = onLambda(createHandler, loadDependencies);
