import { reference } from '../shared/api/routes/reference.ts';
import { ok } from '../shared/base/result.ts';
import { asset } from './chain/assets.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(reference, {
  getReference: async () => ok(await asset(reference, 'reference.html')),
  getReferenceFile: async (_, { params }) => ok(await asset(reference, params.file)),
});

export const handler = onLambda(createHandler, loadDependencies);
