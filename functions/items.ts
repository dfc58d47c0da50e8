import { items } from '../shared/api/routes/items.ts';
import { supersededAmong } from '../shared/use-cases/registry/registry-rows.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';
import { registryOperations } from './registry-operations.ts';

export const createHandler = stepHandler(items, registryOperations('item', items, supersededAmong));

export const handler = onLambda(createHandler, loadDependencies);
