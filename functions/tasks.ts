import { tasks } from '../shared/api/routes/tasks.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { localDateOf } from '../shared/calendar/local-date.ts';
import {
  approveCompletionCorrection,
  refuseCompletionCorrection,
  requestCompletionCorrection,
  withdrawCompletionCorrection,
} from '../shared/use-cases/visit/correct-completion.ts';
import { completeVisit, endVisit, recordNonPerformance } from '../shared/use-cases/visit/end-visit.ts';
import { findTask, getVisit, listTasks, listVisits } from '../shared/use-cases/visit/read-visits.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(tasks, {
  listTasks: async (deps, { query, actor, page }) => {
    const found = await listTasks(deps, { departments: query.department, status: query.status }, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getTask: async (deps, { params, actor }) => shown(await findTask(deps, params.id, actor), versioned),
  listVisits: async (deps, { query, actor, page, now }) => {
    // Somebody who is no inspector has no visits; no inspector's id is empty.
    const inspectorId = query.mine && (actor.inspectorId ?? '');
    const { department, batch: batchId, task: taskId, status, township, year, name, code } = query;
    const asked = { department, batchId, taskId, status, township, inspectorId, year, name, code };
    const found = await listVisits(deps, asked, actor, page, localDateOf(now));
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getVisit: async (deps, { params, actor }) =>
    shown(await getVisit(deps, params.id, actor), ({ visit, results }) => ({
      ...versioned(visit),
      results: [...results],
    })),
  completeVisit: async (deps, { params, body, version, actor, now }) =>
    shown(await completeVisit(deps, { ...params, ...body, version }, actor, now), versioned),
  endVisit: async (deps, { params, body, version, actor, now }) =>
    shown(await endVisit(deps, { ...params, ...body, version }, actor, now), versioned),
  recordNonPerformance: async (deps, { params, body, version, actor, now }) => {
    const { completedOn, ...nonPerformance } = body;
    return shown(
      await recordNonPerformance(deps, { ...params, completedOn, nonPerformance, version }, actor, now),
      versioned,
    );
  },
  requestCompletionCorrection: async (deps, { params, body, version, actor, now }) =>
    shown(await requestCompletionCorrection(deps, { ...params, ...body, version }, actor, now), versioned),
  approveCompletionCorrection: async (deps, { params, version, actor, now }) =>
    shown(await approveCompletionCorrection(deps, { ...params, version }, actor, now), versioned),
  refuseCompletionCorrection: async (deps, { params, body, version, actor, now }) =>
    shown(await refuseCompletionCorrection(deps, { ...params, ...body, version }, actor, now), versioned),
  withdrawCompletionCorrection: async (deps, { params, version, actor, now }) =>
    shown(await withdrawCompletionCorrection(deps, { ...params, version }, actor, now), versioned),
});

export const handler = onLambda(createHandler, loadDependencies);
