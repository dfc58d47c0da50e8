import { rehearsals } from '../../shared/api/routes/rehearsals.ts';
import { ok } from '../../shared/base/result.ts';
import { getRehearsal as get } from '../../shared/use-cases/rehearsal/rehearsals.ts';
import { operation } from '../http-handler.ts';
import { groupsFor, rehearsalHead } from './rehearsal-view.ts';

export const getRehearsal = operation(rehearsals.routes.getRehearsal, async (deps, { params, query, actor }) => {
  const { id, rehearsalId } = params;
  const found = await get(deps, { planId: id, rehearsalId, compare: query.compare === 'true' }, actor);
  if (!found.ok) return found;
  const { rehearsal, stale } = found.value;
  return ok({ ...rehearsalHead(rehearsal), groups: groupsFor(actor, rehearsal.value.groups), stale });
});
