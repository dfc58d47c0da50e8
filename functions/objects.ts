import { objects } from '../shared/api/routes/objects.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';
import { registryOperations } from './registry-operations.ts';

export const createHandler = stepHandler(objects, registryOperations('object', objects));

export const handler = onLambda(createHandler, loadDependencies);
