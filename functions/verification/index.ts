import { verification } from '../../shared/api/routes/verification.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { getVerification } from './get-verification.ts';
import { getVerificationFile } from './get-verification-file.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(verification, { getVerification, getVerificationFile }, deps);

export const handler = onLambda(createHandler, loadDependencies);
