import { imports } from '../../shared/api/routes/imports.ts';
import { discardImport as discard } from '../../shared/use-cases/import/decide-import.ts';
import { operation } from '../http-handler.ts';
import { shownImport } from './import-view.ts';

export const discardImport = operation(imports.routes.discardImport, async (deps, { params, actor, now }) =>
  shownImport(await discard(deps, params.id, actor, now)),
);
