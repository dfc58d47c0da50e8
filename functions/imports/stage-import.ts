import { imports } from '../../shared/api/routes/imports.ts';
import { stageImport as stage } from '../../shared/use-cases/import/decide-import.ts';
import { operation } from '../http-handler.ts';
import { shownImport } from './import-view.ts';

export const stageImport = operation(imports.routes.stageImport, async (deps, { params, actor, now }) =>
  shownImport(await stage(deps, params.id, actor, now)),
);
