import { tasks } from '../../shared/api/routes/tasks.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { completeVisit } from './complete-visit.ts';
import { getTask } from './get-task.ts';
import { getVisit } from './get-visit.ts';
import { listTasks } from './list-tasks.ts';
import { listVisits } from './list-visits.ts';
import { recordNonPerformance } from './record-non-performance.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(tasks, { listTasks, getTask, listVisits, getVisit, completeVisit, recordNonPerformance }, deps);

export const handler = onLambda(createHandler, loadDependencies);
