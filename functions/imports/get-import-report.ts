import { imports } from '../../shared/api/routes/imports.ts';
import { err, ok } from '../../shared/base/result.ts';
import { findImport } from '../../shared/use-cases/import/decide-import.ts';
import { operation } from '../http-handler.ts';

export const getImportReport = operation(imports.routes.getImportReport, async (deps, { params, actor }) => {
  const found = await findImport(deps, params.id, actor);
  if (!found.ok) return found;
  const { report, fileName } = found.value.value;
  if (report === undefined) return err({ kind: 'not-ready', entity: 'import', reason: '该导入没有校验报告。' });
  return ok(await deps.blobs.downloadUrl(report, `校验报告-${fileName}.csv`));
});
