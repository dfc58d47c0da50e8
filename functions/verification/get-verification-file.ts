import { verification } from '../../shared/api/routes/verification.ts';
import { ok } from '../../shared/base/result.ts';
import { asset } from '../assets.ts';
import { operation } from '../http-handler.ts';
import { pagePolicy } from './page-policy.ts';

/** A worker obeys the policy it is served with, not the page's. The verifier is for a disk, not for the browser. */
export const getVerificationFile = operation(verification.routes.getVerificationFile, async (_, { params: { file } }) =>
  ok({
    ...(await asset(verification, file)),
    policy: pagePolicy,
    ...(file === 'suiji-verify.mjs' && { fileName: file }),
  }),
);
