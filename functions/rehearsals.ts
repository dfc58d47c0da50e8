import { rehearsalHead, rehearsals } from '../shared/api/routes/rehearsals.ts';
import { shown } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import type { RehearsalGroup } from '../shared/domain/rehearsal/rehearsal.ts';
import type { Actor } from '../shared/use-cases/actor.ts';
import { getRehearsal, listRehearsals, startRehearsal } from '../shared/use-cases/rehearsal/rehearsals.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

/** What most requests do not need is loaded by those that do. */
const readings = () => import('../shared/use-cases/plan/registry-readings.ts');

export const createHandler = stepHandler(rehearsals, {
  startRehearsal: async (deps, { params, body, newId, actor, now }) =>
    shown(await startRehearsal(deps, { planId: params.id, ...body, run: newId }, actor, now), rehearsalHead),
  listRehearsals: async (deps, { params, actor }) =>
    shown(await listRehearsals(deps, params.id, actor), (found) => ({ items: found.map(rehearsalHead) })),
  getRehearsal: async (deps, { params, query, actor, now }) => {
    const { id, rehearsalId } = params;
    const allowed = query.compare === 'true' ? await (await readings()).useReading(deps, actor, now) : ok(undefined);
    if (!allowed.ok) return allowed;
    const found = await getRehearsal(deps, { planId: id, rehearsalId, compare: query.compare === 'true' }, actor, now);
    return shown(found, ({ rehearsal, stale }) => ({
      ...rehearsalHead(rehearsal),
      groups: groupsFor(actor, rehearsal.value.groups),
      stale,
    }));
  },
});

/** R14: a department sees its own inspectors one by one, of the others the figures of the whole department. */
const groupsFor = ({ department, scope }: Actor, groups: readonly RehearsalGroup[] | undefined) =>
  groups?.map((group) => ({
    ...group,
    departments: group.departments.map((figures) =>
      scope === 'any' || figures.department === department ? figures : { ...figures, heaviest: [] },
    ),
  }));

export const handler = onLambda(createHandler, loadDependencies);
