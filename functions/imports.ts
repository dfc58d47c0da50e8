import { imports, importView } from '../shared/api/routes/imports.ts';
import { shown } from '../shared/api/schemas.ts';
import { recordNames } from '../shared/base/record-names.ts';
import { err, ok } from '../shared/base/result.ts';
import { departmentCodes } from '../shared/codes/departments.ts';
import { activateImport, createImport, discardImport, stageImport } from '../shared/use-cases/import/decide-import.ts';
import { findImport, listImports } from '../shared/use-cases/import/read-imports.ts';
import { approveUndo, requestUndo } from '../shared/use-cases/import/undo-import.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(imports, {
  createImport: async (deps, { body, newId, actor, now }) =>
    shown(await createImport(deps, { id: newId, ...body }, actor, now), (created) => ({
      import: importView(created.import),
      upload: created.upload,
    })),
  stageImport: async (deps, { params, actor, now }) =>
    shown(await stageImport(deps, params.id, actor, now), importView),
  getImport: async (deps, { params, actor }) => shown(await findImport(deps, params.id, actor), importView),
  listImports: async (deps, { query, actor, page }) => {
    const departments = actor.scope === 'any' ? ([...departmentCodes, 'classes'] as const) : [actor.department];
    const found = await listImports(deps, query.kind, departments, page);
    return ok({ ...found, items: found.items.map(importView) });
  },
  getImportReport: async (deps, { params, actor }) => {
    const found = await findImport(deps, params.id, actor);
    if (!found.ok) return found;
    const { report, fileName } = found.value.value;
    if (report === undefined) return err({ kind: 'not-ready', entity: 'import', reason: '该导入没有校验报告。' });
    return ok(await deps.blobs.downloadUrl(report, `校验报告-${fileName}.csv`));
  },
  activateImport: async (deps, { params, body, version, actor, now }) =>
    shown(
      await activateImport(deps, { id: params.id, version, validRowsOnly: body.validRowsOnly }, actor, now),
      importView,
    ),
  undoImport: async (deps, { params, body, newId, actor, now }) =>
    shown(await requestUndo(deps, { id: params.id, newId, reason: body.reason }, actor, now), importView),
  approveUndo: async (deps, { params, version, actor, now }) =>
    shown(await approveUndo(deps, { id: params.id, version }, actor, now), importView),
  discardImport: async (deps, { params, actor, now }) =>
    shown(await discardImport(deps, params.id, actor, now), importView),
  announceClassFile: async (deps, { body, newId, actor, now }) => {
    const { month, source, ...file } = body;
    const request = { id: newId, kind: 'object', ...file, classFile: { month, source } } as const;
    return shown(await createImport(deps, request, actor, now), (created) => ({
      import: importView(created.import),
      upload: created.upload,
    }));
  },
  checkClassFile: async (deps, { params, actor, now }) =>
    shown(await stageImport(deps, params.id, actor, now), importView),
  activateClassFile: async (deps, { params, version, actor, now }) =>
    shown(await activateImport(deps, { id: params.id, version, validRowsOnly: false }, actor, now), importView),
  discardClassFile: async (deps, { params, actor, now }) =>
    shown(await discardImport(deps, params.id, actor, now), importView),
  getImportTemplate: async (deps, { params, query }) => {
    const template = await deps.tabular.template(params.kind, query.format);
    return ok({
      ...template,
      fileName: `${params.kind === 'classes' ? '信用风险分类文件' : recordNames[params.kind]}导入模板.${query.format}`,
    });
  },
});

export const handler = onLambda(createHandler, loadDependencies);
