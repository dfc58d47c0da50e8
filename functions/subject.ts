import { subject } from '../shared/api/routes/subject.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { ownDataUses } from '../shared/use-cases/subject/own-data-uses.ts';
import { fileOwnObjection, ownObjections, withdrawOwnObjection } from '../shared/use-cases/subject/own-objections.ts';
import { ownResults } from '../shared/use-cases/subject/own-results.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(subject, {
  listOwnResults: async (deps, { actor, now }) =>
    ok({ items: (await ownResults(deps, actor, now)).map(({ document }) => document) }),
  listOwnDataUses: async (deps, { actor }) => ok({ items: await ownDataUses(deps, actor) }),
  listOwnObjections: async (deps, { actor }) => ok({ items: (await ownObjections(deps, actor)).map(versioned) }),
  listOwnTrustPeriods: async (deps, { actor }) => {
    const { periodsOf } = await import('../shared/use-cases/trust/trust-periods.ts');
    const found = await periodsOf(deps, actor.objectId);
    return ok({
      items: found.map(({ value }) => value).filter(({ status }) => status !== 'proposed' && status !== 'not-approved'),
    });
  },
  fileOwnObjection: async (deps, { body, actor, now }) =>
    shown(await fileOwnObjection(deps, body, actor, now), versioned),
  withdrawOwnObjection: async (deps, { params, version, actor, now }) =>
    shown(await withdrawOwnObjection(deps, { ...params, version }, actor, now), versioned),
});

export const handler = onLambda(createHandler, loadDependencies);
