import { verification } from '../shared/api/routes/verification.ts';
import { ok } from '../shared/base/result.ts';
import { asset } from './chain/assets.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { pagePolicy } from './chain/page-policy.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(verification, {
  getVerification: async () => ok({ ...(await asset(verification, 'verification.html')), policy: pagePolicy }),
  /** A worker obeys the policy it is served with, not the page's. The verifier is for a disk, not for the browser. */
  getVerificationFile: async (_, { params: { file } }) =>
    ok({
      ...(await asset(verification, file)),
      policy: pagePolicy,
      ...(file === 'suiji-verify.mjs' && { fileName: file }),
    }),
});

export const handler = onLambda(createHandler, loadDependencies);
