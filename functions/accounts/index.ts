import { accounts } from '../../shared/api/routes/accounts.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { getMe } from './get-me.ts';
import { getPolicy } from './get-policy.ts';

export const createHandler = (deps: Dependencies) => stepHandler(accounts, { getMe, getPolicy }, deps);

export const handler = onLambda(createHandler, loadDependencies);
