import { imports } from '../../shared/api/routes/imports.ts';
import { recordNames } from '../../shared/base/record-names.ts';
import { ok } from '../../shared/base/result.ts';
import { operation } from '../http-handler.ts';

export const getImportTemplate = operation(imports.routes.getImportTemplate, async (deps, { params, query }) => {
  const template = await deps.tabular.template(params.kind, query.format);
  return ok({ ...template, fileName: `${recordNames[params.kind]}导入模板.${query.format}` });
});
