import { subject } from '../shared/api/routes/subject.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { ownResults } from '../shared/use-cases/subject/own-results.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

/** What most requests do not need is loaded by those that do. */
const objections = () => import('../shared/use-cases/subject/own-objections.ts');

const repairs = () => import('../shared/use-cases/subject/own-repairs.ts');

export const createHandler = stepHandler(subject, {
  listOwnResults: async (deps, { actor, now }) =>
    ok({ items: (await ownResults(deps, actor, now)).map(({ document }) => document) }),
  listOwnDataUses: async (deps, { actor }) => {
    const { ownDataUses } = await import('../shared/use-cases/subject/own-data-uses.ts');
    return ok({ items: await ownDataUses(deps, actor) });
  },
  listOwnObjections: async (deps, { actor }) =>
    ok({ items: (await (await objections()).ownObjections(deps, actor)).map(versioned) }),
  listOwnLookups: async (deps, { actor }) => {
    const { lookupsOfSubject } = await import('../shared/use-cases/lookup/look-up.ts');
    return ok({ items: await lookupsOfSubject(deps, actor.objectId) });
  },
  listOwnCreditRecords: async (deps, { actor }) => {
    const { onRecordOf } = await import('../shared/use-cases/credit/read-records.ts');
    const records = await onRecordOf(deps, actor.objectId);
    return ok({ items: records.map(({ value }) => value).toReversed() });
  },
  listOwnListEntries: async (deps, { actor, now }) => {
    const { ownListEntries } = await import('../shared/use-cases/subject/own-list-entries.ts');
    return ok({ items: await ownListEntries(deps, actor, now) });
  },
  listOwnTrustPeriods: async (deps, { actor }) => {
    const { approvedPeriodsOf } = await import('../shared/use-cases/trust/trust-periods.ts');
    return ok({ items: await approvedPeriodsOf(deps, actor.objectId) });
  },
  listOwnRepairable: async (deps, { actor }) => ok({ items: await (await repairs()).ownRepairable(deps, actor) }),
  listOwnRepairs: async (deps, { actor }) =>
    ok({ items: (await (await repairs()).ownRepairs(deps, actor)).map(versioned) }),
  fileOwnRepair: async (deps, { body, actor, now }) =>
    shown(await (await repairs()).fileOwnRepair(deps, body, actor, now), versioned),
  supplyOwnPapers: async (deps, { params, body, version, actor, now }) =>
    shown(await (await repairs()).supplyOwnPapers(deps, { ...params, ...body, version }, actor, now), versioned),
  withdrawOwnRepair: async (deps, { params, version, actor, now }) =>
    shown(await (await repairs()).withdrawOwnRepair(deps, { ...params, version }, actor, now), versioned),
  fileOwnObjection: async (deps, { body, actor, now }) =>
    shown(await (await objections()).fileOwnObjection(deps, body, actor, now), versioned),
  withdrawOwnObjection: async (deps, { params, version, actor, now }) =>
    shown(await (await objections()).withdrawOwnObjection(deps, { ...params, version }, actor, now), versioned),
});

export const handler = onLambda(createHandler, loadDependencies);
