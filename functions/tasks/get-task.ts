import { tasks } from '../../shared/api/routes/tasks.ts';
import { ok } from '../../shared/base/result.ts';
import { findTask } from '../../shared/use-cases/visit/read-visits.ts';
import { operation } from '../http-handler.ts';
import { versioned } from './visit-view.ts';

export const getTask = operation(tasks.routes.getTask, async (deps, { params, actor }) => {
  const task = await findTask(deps, params.id, actor);
  return task.ok ? ok(versioned(task.value)) : task;
});
