import { verification } from '../../shared/api/routes/verification.ts';
import { ok } from '../../shared/base/result.ts';
import { asset } from '../assets.ts';
import { operation } from '../http-handler.ts';
import { pagePolicy } from './page-policy.ts';

export const getVerification = operation(verification.routes.getVerification, async () =>
  ok({ ...(await asset(verification, 'verification.html')), policy: pagePolicy }),
);
