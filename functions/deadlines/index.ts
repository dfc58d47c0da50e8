import { deadlines } from '../../shared/api/routes/deadlines.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { getDeadlineFigures } from './get-deadline-figures.ts';
import { listDueResults } from './list-due-results.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(deadlines, { listDueResults, getDeadlineFigures }, deps);

export const handler = onLambda(createHandler, loadDependencies);
