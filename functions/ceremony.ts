import { ceremony } from '../shared/api/routes/ceremony.ts';
import { ok } from '../shared/base/result.ts';
import { asset } from './chain/assets.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { pagePolicy } from './chain/page-policy.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(ceremony, {
  getCeremony: async () => ok({ ...(await asset(ceremony, 'ceremony.html')), policy: pagePolicy }),
  getCeremonyFile: async (_, { params: { file } }) => ok({ ...(await asset(ceremony, file)), policy: pagePolicy }),
});

export const handler = onLambda(createHandler, loadDependencies);
