import { imports } from '../../shared/api/routes/imports.ts';
import { findImport } from '../../shared/use-cases/import/decide-import.ts';
import { operation } from '../http-handler.ts';
import { shownImport } from './import-view.ts';

export const getImport = operation(imports.routes.getImport, async (deps, { params, actor }) =>
  shownImport(await findImport(deps, params.id, actor)),
);
