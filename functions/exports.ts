import { exports, exportView } from '../shared/api/routes/exports.ts';
import { shown } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { findExport, getExportFile, listExports, requestExport } from '../shared/use-cases/export/exports.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(exports, {
  createExport: async (deps, { body, newId, actor, now }) =>
    shown(await requestExport(deps, { id: newId, ...body }, actor, now), exportView),
  getExport: async (deps, { params, actor }) => shown(await findExport(deps, params.id, actor), exportView),
  listExports: async (deps, { query, actor, page }) => {
    const found = await listExports(deps, query.kind, actor, page);
    return ok({ ...found, items: found.items.map(exportView) });
  },
  getExportFile: (deps, { params, actor, now }) =>
    getExportFile(deps, { id: params.id, file: Number(params.file) }, actor, now),
});

export const handler = onLambda(createHandler, loadDependencies);
