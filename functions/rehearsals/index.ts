import { rehearsals } from '../../shared/api/routes/rehearsals.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { getRehearsal } from './get-rehearsal.ts';
import { listRehearsals } from './list-rehearsals.ts';
import { startRehearsal } from './start-rehearsal.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(rehearsals, { startRehearsal, listRehearsals, getRehearsal }, deps);

export const handler = onLambda(createHandler, loadDependencies);
