import { imports } from '../../shared/api/routes/imports.ts';
import { ok } from '../../shared/base/result.ts';
import { createImport as create } from '../../shared/use-cases/import/decide-import.ts';
import { operation } from '../http-handler.ts';
import { importView } from './import-view.ts';

export const createImport = operation(imports.routes.createImport, async (deps, { body, newId, actor, now }) => {
  const created = await create(deps, { id: newId, ...body }, actor, now);
  return created.ok ? ok({ import: importView(created.value.import), upload: created.value.upload }) : created;
});
