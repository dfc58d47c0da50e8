import { imports } from '../../shared/api/routes/imports.ts';
import { activateImport as activate } from '../../shared/use-cases/import/decide-import.ts';
import { operation } from '../http-handler.ts';
import { shownImport } from './import-view.ts';

export const activateImport = operation(
  imports.routes.activateImport,
  async (deps, { params, body, version, actor, now }) =>
    shownImport(await activate(deps, { id: params.id, version, validRowsOnly: body.validRowsOnly }, actor, now)),
);
