import { publication } from '../shared/api/routes/publication.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { localDateOf } from '../shared/calendar/local-date.ts';
import { listPublications, publishResult } from '../shared/use-cases/result/publish-result.ts';
import { withdrawWithholding } from '../shared/use-cases/result/take-back.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

const stops = () => import('../shared/use-cases/result/stop-publication.ts');

const withholding = () => import('../shared/use-cases/result/withhold-result.ts');

export const createHandler = stepHandler(publication, {
  publishResult: async (deps, { params, version, actor, now }) =>
    shown(await publishResult(deps, { ...params, version }, actor, now), versioned),
  requestWithholding: async (deps, { params, body, version, actor, now }) => {
    const { requestWithholding } = await withholding();
    return shown(await requestWithholding(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  withdrawWithholding: async (deps, { params, version, actor, now }) =>
    shown(await withdrawWithholding(deps, { ...params, version }, actor, now), versioned),
  approveWithholding: async (deps, { params, version, actor, now }) => {
    const { approveWithholding } = await withholding();
    return shown(await approveWithholding(deps, { ...params, version }, actor, now), versioned);
  },
  refuseWithholding: async (deps, { params, body, version, actor, now }) => {
    const { refuseWithholding } = await withholding();
    return shown(await refuseWithholding(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  requestStop: async (deps, { params, body, version, actor, now }) => {
    const { requestStop } = await stops();
    return shown(await requestStop(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  withdrawStop: async (deps, { params, version, actor, now }) => {
    const { withdrawStop } = await stops();
    return shown(await withdrawStop(deps, { ...params, version }, actor, now), versioned);
  },
  approveStop: async (deps, { params, version, actor, now }) => {
    const { approveStop } = await stops();
    return shown(await approveStop(deps, { ...params, version }, actor, now), versioned);
  },
  refuseStop: async (deps, { params, body, version, actor, now }) => {
    const { refuseStop } = await stops();
    return shown(await refuseStop(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  resumePublication: async (deps, { params, body, version, actor, now }) => {
    const { resumePublication } = await stops();
    return shown(await resumePublication(deps, { ...params, ...body, version }, actor, now), versioned);
  },
  /** Without months: what was published this month. */
  listPublications: async (deps, { query, actor, page, now }) => {
    const months = query.month ?? [localDateOf(now).slice(0, 7)];
    const found = await listPublications(deps, { months, departments: query.department }, actor, page);
    return ok({ ...found, items: [...found.items] });
  },
});

export const handler = onLambda(createHandler, loadDependencies);
