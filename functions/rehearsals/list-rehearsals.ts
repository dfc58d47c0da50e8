import { rehearsals } from '../../shared/api/routes/rehearsals.ts';
import { ok } from '../../shared/base/result.ts';
import { listRehearsals as list } from '../../shared/use-cases/rehearsal/rehearsals.ts';
import { operation } from '../http-handler.ts';
import { rehearsalHead } from './rehearsal-view.ts';

export const listRehearsals = operation(rehearsals.routes.listRehearsals, async (deps, { params, actor }) => {
  const found = await list(deps, params.id, actor);
  return found.ok ? ok({ items: found.value.map(rehearsalHead) }) : found;
});
